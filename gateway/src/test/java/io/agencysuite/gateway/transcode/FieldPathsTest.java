package io.agencysuite.gateway.transcode;

import static org.assertj.core.api.Assertions.assertThat;

import io.agencysuite.gateway.GatewayContract;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/// Names of fields as callers of the suite's own routes know them.
class FieldPathsTest {
  private final RouteTable routes;

  FieldPathsTest() throws IOException {
    routes = RouteTable.of(GatewayContract.read().files(), _ -> true);
  }

  @Test
  void namesAFieldByItsPathInTheBody() {
    HttpRoute create = route("POST", "/v1/apiKeys");

    assertThat(FieldPaths.sent(create, null, "api_key.expire_time")).isEqualTo("expireTime");
    assertThat(FieldPaths.sent(create, null, "api_key.grants[0].role")).isEqualTo("grants[0].role");
    assertThat(FieldPaths.sent(create, null, "expire_time")).isEqualTo("expireTime");
    assertThat(FieldPaths.sent(create, null, "api_key")).isEqualTo("apiKey");
    assertThat(FieldPaths.sent(create, null, "no_field.at_all")).isEqualTo("no_field.at_all");
  }

  @Test
  void namesTheWholePathWhereTheBodyIsTheWholeMessage() {
    HttpRoute batch = route("POST", "/v1/clients/acme/people:batchCreate");

    assertThat(FieldPaths.sent(batch, null, "people[3].given_name"))
        .isEqualTo("people[3].givenName");
    assertThat(FieldPaths.sent(batch, null, "parent")).isEqualTo("parent");
  }

  @Test
  void namesParametersAsTheyWereSent() {
    HttpRoute list = route("GET", "/v1/apiKeys");

    assertThat(FieldPaths.sent(list, "page_size=999", "page_size")).isEqualTo("page_size");
    assertThat(FieldPaths.sent(list, "pageSize=999", "page_size")).isEqualTo("pageSize");
    assertThat(FieldPaths.sent(list, null, "page_token")).isEqualTo("pageToken");
  }

  @Test
  void namesWhatThePathBindsWithinTheBodyItBelongsTo() {
    HttpRoute update = route("PATCH", "/v1/apiKeys/k1");

    assertThat(FieldPaths.sent(update, null, "api_key.name")).isEqualTo("name");
    assertThat(FieldPaths.sent(route("GET", "/v1/apiKeys/k1"), null, "name")).isEqualTo("name");
  }

  private HttpRoute route(String method, String path) {
    return routes.find(method, path).route();
  }
}
