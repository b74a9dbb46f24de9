package io.agencysuite.gateway.conditional;

import static io.agencysuite.gateway.orders.OrderDoor.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.agencysuite.gateway.orders.OrderBackend;
import io.agencysuite.gateway.orders.OrderDoor;
import io.agencysuite.gateway.probe.RawHttp;
import io.agencysuite.kit.test.StoreExtension;
import java.io.IOException;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/// Conditions and field selections through a real door.
class ConditionalTest {

  @RegisterExtension static final StoreExtension STORE = new StoreExtension();

  private static final String LEAD = "/v1/clients/brauhaus/leads/1";
  private static final String REFUND =
      "{\"refundId\":\"r\",\"amount\":{\"minorUnits\":\"1\",\"currencyCode\":\"EUR\"}}";

  private static OrderBackend backend;
  private static OrderDoor door;
  private static String order;

  @BeforeAll
  static void open() throws IOException {
    backend = new OrderBackend(STORE.database());
    door = new OrderDoor(backend, STORE.database(), InstantSource.system());
    order = "/v1/" + name(door.create("order", 1_000));
  }

  @AfterAll
  static void close() {
    door.close();
    backend.close();
  }

  @Test
  void showsTheEtagOfWhatHasOne() throws IOException {
    assertThat(door.send("GET", order, "").header("etag")).isEqualTo("\"1\"");
    assertThat(door.send("HEAD", order, "").header("etag")).isEqualTo("\"1\"");
    assertThat(door.send("GET", ORDERS, "").header("etag")).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"1\"", "W/\"1\"", "\"0\", \"1\"", "\"0\",W/\"1\" ", "*"})
  void saysThatNothingIsNew(String known) throws IOException {
    RawHttp.Answer answer = door.send("GET", order, "", "If-None-Match", known);

    assertThat(answer.status()).isEqualTo(304);
    assertThat(answer.header("etag")).isEqualTo("\"1\"");
    assertThat(answer.text()).isEmpty();
    assertThat(door.send("HEAD", order, "", "If-None-Match", known).status()).isEqualTo(304);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"2\"", "W/\"11\"", "\"0\", \"3\""})
  void answersWhatTheCallerDoesNotHave(String known) throws IOException {
    assertThat(door.send("GET", order, "", "If-None-Match", known).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "\"1", "\"1\",", "*, \"1\"", "w/\"1\"", "\"1\" \"2\""})
  void refusesWhatIsNoListOfEtags(String known) throws IOException {
    RawHttp.Answer answer = door.send("GET", order, "", "If-None-Match", known);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(reason(answer)).isEqualTo("PRECONDITION_INVALID");
  }

  @Test
  void changesOnlyTheVersionOfTheHeader() throws IOException {
    String fresh = "/v1/" + name(door.create("to-refund", 500)) + ":refund";

    RawHttp.Answer done = door.send("POST", fresh, REFUND, "If-Match", "\"1\"");
    RawHttp.Answer stale = door.send("POST", fresh, REFUND, "If-Match", "\"1\"");

    assertThat(done.status()).isEqualTo(200);
    assertThat(done.header("etag")).isEqualTo("\"2\"");
    assertThat(stale.status()).isEqualTo(412);
    assertThat(reason(stale)).isEqualTo("ETAG_STALE");
    assertThat(stale.header("etag")).isEqualTo("\"2\"");
    assertThat(door.send("POST", fresh, REFUND, "If-Match", "W/\"2\"").status()).isEqualTo(412);
    assertThat(door.send("POST", fresh, REFUND, "If-Match", "*").status()).isEqualTo(200);
  }

  @Test
  void sendsTheHeaderInTheResourceOfAnUpdate() throws IOException {
    String change = "{\"givenName\":\"Nora\"}";

    RawHttp.Answer done = door.send("PATCH", LEAD, change, "If-Match", "\"7\"");

    assertThat(done.status()).isEqualTo(200);
    assertThat(done.header("etag")).isEqualTo("\"8\"");
    assertThat(door.send("PATCH", LEAD, change, "If-Match", "\"6\"").status()).isEqualTo(412);
  }

  @Test
  void answersAStaleEtagOfTheBodyAsAConflict() throws IOException {
    RawHttp.Answer answer = door.send("PATCH", LEAD, "{\"etag\":\"\\\"6\\\"\"}");

    assertThat(answer.status()).isEqualTo(409);
    assertThat(reason(answer)).isEqualTo("ETAG_STALE");
  }

  @Test
  void refusesAHeaderThatSaysSomethingElseThanTheBody() throws IOException {
    String body = "{\"etag\":\"\\\"7\\\"\"}";

    RawHttp.Answer answer = door.send("PATCH", LEAD, body, "If-Match", "\"6\"");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(reason(answer)).isEqualTo("PRECONDITION_CONFLICT");
    assertThat(door.send("PATCH", LEAD, body, "If-Match", "\"7\"").status()).isEqualTo(200);
  }

  @Test
  void refusesConditionsThatItCannotHonour() throws IOException {
    String create = "{\"total\":{\"minorUnits\":\"5\",\"currencyCode\":\"EUR\"}}";

    for (RawHttp.Answer answer :
        new RawHttp.Answer[] {
          door.send("POST", ORDERS, create, "If-Match", "\"1\""),
          door.send("POST", ORDERS, create, "If-None-Match", "*"),
          door.send("GET", order, "", "If-Match", "\"1\"")
        }) {
      assertThat(answer.status()).isEqualTo(400);
      assertThat(reason(answer)).isEqualTo("PRECONDITION_UNSUPPORTED");
    }
  }

  @Test
  void cutsAnAnswerToTheFieldsAskedFor() throws IOException {
    RawHttp.Answer one = door.send("GET", order + "?fields=total.minorUnits,name", "");

    assertThat(one.text())
        .isEqualTo("{\"name\":\"" + order.substring(4) + "\",\"total\":{\"minorUnits\":\"1000\"}}");
    assertThat(one.header("etag")).isEqualTo("\"1\"");
    assertThat(door.send("GET", order + "?%24fields=refunded_total.currency_code", "").text())
        .isEqualTo("{\"refundedTotal\":{\"currencyCode\":\"EUR\"}}");
    assertThat(door.send("GET", order + "?fields=*", "").text())
        .isEqualTo(door.send("GET", order, "").text());
  }

  @Test
  void cutsTheElementsOfAList() throws IOException {
    String list = door.send("GET", ORDERS + "?fields=orders.etag", "").text();

    assertThat(list).startsWith("{\"orders\":[{\"etag\":\"\\\"1\\\"\"}").doesNotContain("more");
    assertThat(door.send("GET", ORDERS + "?fields=nextPageToken", "").text())
        .isEqualTo("{\"nextPageToken\":\"more\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nme", "total.cents", "name.x", "createTime.seconds", "total.", "a,,b"})
  void refusesPathsThatAreNoFields(String path) throws IOException {
    RawHttp.Answer answer = door.send("GET", order + "?fields=" + path, "");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).contains("\"field\":\"fields\"");
  }

  @Test
  void refusesAWrongPathBeforeAnyEffect() throws IOException {
    int before = backend.sales().size();

    RawHttp.Answer answer =
        door.send(
            "POST",
            ORDERS + "?fields=nothing",
            "{\"total\":{\"minorUnits\":\"5\",\"currencyCode\":\"EUR\"}}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(backend.sales()).hasSize(before);
  }

  private static String name(RawHttp.Answer answer) {
    return new JsonMapper().readTree(answer.text()).get("name").asString();
  }

  private static String reason(RawHttp.Answer answer) {
    return new JsonMapper().readTree(answer.text()).get("reason").asString();
  }
}
