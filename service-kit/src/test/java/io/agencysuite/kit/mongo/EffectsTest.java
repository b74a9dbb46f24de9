package io.agencysuite.kit.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoDatabase;
import io.agencysuite.kit.grpc.CurrentCall;
import io.agencysuite.kit.grpc.Unary;
import io.agencysuite.kit.identity.Role;
import io.agencysuite.kit.page.PageRequest;
import io.agencysuite.kit.test.CrashPoints;
import io.agencysuite.kit.test.ServiceUnderTest;
import io.agencysuite.kit.test.StoreExtension;
import io.agencysuite.kit.time.Ids;
import io.agencysuite.probe.v1.CallRequest;
import io.agencysuite.probe.v1.CallResponse;
import io.agencysuite.probe.v1.ProbeServiceGrpc;
import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Payments on an account: a change that must not be made twice and has no key of its own.
class EffectsTest {

  @RegisterExtension static final StoreExtension STORE = new StoreExtension();

  public record Account(int payments) {}

  private ServiceUnderTest service;

  @BeforeEach
  void start() {
    STORE.database().getCollection("accounts").drop();
    service = ServiceUnderTest.start(new Bank(STORE.database()));
  }

  @AfterEach
  void stop() {
    service.close();
  }

  /// Orders: `open`, `openNew`, `pay`, `pay "etag"`, `raise` (a change that may be made again).
  private static final class Bank extends ProbeServiceGrpc.ProbeServiceImplBase {
    private final Documents<Account> accounts;
    private final Creations creations;
    private final Ids ids = Ids.secure(InstantSource.system());

    Bank(MongoDatabase database) {
      this.accounts = Documents.of(database, "accounts", Account.class);
      this.creations = new Creations(new Claims(database, InstantSource.system()));
    }

    @Override
    public void callClient(CallRequest request, StreamObserver<CallResponse> observer) {
      Unary.reply(observer, () -> CallResponse.newBuilder().setSubject(answer(request)).build());
    }

    private String answer(CallRequest request) {
      Key key = new Key("t", "c", "account", "1");
      String[] order = request.getOrder().split(" ", 2);
      return switch (order[0]) {
        case "open" -> accounts.insertOnce(key, new Account(0)).etag();
        case "openNew" -> {
          String id = creations.idFor(CurrentCall.identity(), "OpenNew", "", request, ids::next);
          yield accounts.insertOnce(new Key("t", "c", "account", id), new Account(0)).key().id();
        }
        case "raise" ->
            accounts.update(key, "", a -> new Account(a.payments() + 100)).orElseThrow().etag();
        default ->
            accounts
                .updateOnce(
                    key, order.length > 1 ? order[1] : "", a -> new Account(a.payments() + 1))
                .orElseThrow()
                .etag();
      };
    }
  }

  private String call(String requestId, String order) {
    return call(service, requestId, order);
  }

  private static String call(ServiceUnderTest service, String requestId, String order) {
    Channel owner = service.as("t", Role.OWNER);
    return ProbeServiceGrpc.newBlockingStub(
            requestId.isEmpty() ? owner : ServiceUnderTest.tries(owner, requestId))
        .callClient(CallRequest.newBuilder().setName("clients/c").setOrder(order).build())
        .getSubject();
  }

  private static int payments(MongoDatabase database) {
    return Documents.of(database, "accounts", Account.class)
        .get(new Key("t", "c", "account", "1"))
        .orElseThrow()
        .value()
        .payments();
  }

  @Test
  void changesOnceForAllTriesOfACall() {
    call("", "open");

    call("a", "pay");
    call("a", "pay");
    assertThat(payments(STORE.database())).isEqualTo(1);

    call("b", "pay");
    assertThat(payments(STORE.database())).isEqualTo(2);

    call("", "pay");
    call("", "pay");
    assertThat(payments(STORE.database())).isEqualTo(4);
  }

  @Test
  void answersALaterTryWhateverItsEtag() {
    call("", "open");

    assertThat(call("a", "pay \"1\"")).isEqualTo("\"2\"");
    assertThat(call("a", "pay \"1\"")).isEqualTo("\"2\"");
    assertThatThrownBy(() -> call("b", "pay \"1\"")).isInstanceOf(StatusRuntimeException.class);
  }

  @Test
  void remembersTheCallThroughOtherChanges() {
    call("", "open");
    call("a", "pay");
    call("", "raise");
    call("b", "raise");

    call("a", "pay");

    assertThat(payments(STORE.database())).isEqualTo(201);
  }

  @Test
  void remembersTheLastCallsOnly() {
    call("", "open");
    for (int i = 0; i <= Effects.MOST; i++) {
      call("call " + i, "pay");
    }

    call("call 1", "pay");
    assertThat(payments(STORE.database())).isEqualTo(Effects.MOST + 1);
    call("call 0", "pay");
    assertThat(payments(STORE.database())).isEqualTo(Effects.MOST + 2);
  }

  @Test
  void takesTheCallsIdForACreationWithoutOne() {
    String first = call("a", "openNew");

    assertThat(call("a", "openNew")).isEqualTo(first);
    assertThat(call("b", "openNew")).isNotEqualTo(first);
    assertThat(
            Documents.of(STORE.database(), "accounts", Account.class)
                .list(Key.prefix("t", "c", "account"), null, PageRequest.of(10, ""))
                .items())
        .hasSize(2);
  }

  @Test
  void leavesExactlyOneEffectAtEveryCrashPoint() {
    int points =
        CrashPoints.enumerate(
            EffectsTest::openAndPay,
            EffectsTest::openAndPay,
            database -> assertThat(payments(database)).isEqualTo(1));

    assertThat(points).isGreaterThanOrEqualTo(2);
  }

  private static void openAndPay(MongoDatabase database) {
    try (ServiceUnderTest service = ServiceUnderTest.start(new Bank(database))) {
      call(service, "o", "open");
      call(service, "p", "pay");
      call(service, "p", "pay");
    }
  }
}
