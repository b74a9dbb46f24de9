package io.agencysuite.kit.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import io.agencysuite.kit.error.FailedPrecondition;
import io.agencysuite.kit.identity.Identity;
import io.agencysuite.kit.identity.Role;
import io.agencysuite.kit.test.ServiceUnderTest;
import io.agencysuite.probe.v1.CallRequest;
import io.agencysuite.probe.v1.CallResponse;
import io.agencysuite.probe.v1.ProbeServiceGrpc;
import io.agencysuite.probe.v1.ProbeServiceGrpc.ProbeServiceBlockingStub;
import io.grpc.Channel;
import io.grpc.Context;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ServerMannersTest {

  private static final CallRequest ON_BRAUHAUS =
      CallRequest.newBuilder().setName("clients/brauhaus/leads/1").build();

  private static ServiceUnderTest service;

  private static final class Probe extends ProbeServiceGrpc.ProbeServiceImplBase {

    @Override
    public void callClient(CallRequest request, StreamObserver<CallResponse> observer) {
      Unary.reply(observer, () -> answer(request));
    }

    @Override
    public void callTenant(CallRequest request, StreamObserver<CallResponse> observer) {
      Unary.reply(observer, () -> answer(request));
    }

    @Override
    public void callAny(CallRequest request, StreamObserver<CallResponse> observer) {
      Unary.reply(observer, () -> answer(request));
    }

    @Override
    public void callInternal(CallRequest request, StreamObserver<CallResponse> observer) {
      Unary.reply(observer, () -> answer(request));
    }

    @Override
    public void callOperator(CallRequest request, StreamObserver<CallResponse> observer) {
      Unary.reply(observer, () -> answer(request));
    }

    @Override
    public void callPublic(CallRequest request, StreamObserver<CallResponse> observer) {
      Unary.reply(observer, () -> answer(request));
    }

    @Override
    public void callUndeclared(CallRequest request, StreamObserver<CallResponse> observer) {
      Unary.reply(observer, () -> answer(request));
    }

    private static CallResponse answer(CallRequest request) {
      return switch (request.getOrder()) {
        case "refuse" -> throw new FailedPrecondition("STATE_FORBIDS", "not now", Map.of("a", "b"));
        case "deadline" -> respond(String.valueOf(Context.current().getDeadline() != null));
        case "thread" -> respond(String.valueOf(Thread.currentThread().isVirtual()));
        default -> respond(CurrentCall.identity().subject());
      };
    }

    private static CallResponse respond(String text) {
      return CallResponse.newBuilder().setSubject(text).build();
    }
  }

  @BeforeAll
  static void start() {
    service = ServiceUnderTest.start(new Probe());
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void refusesCallWithoutIdentity() {
    assertThat(code(service.bare(), ProbeServiceBlockingStub::callClient, ON_BRAUHAUS))
        .isEqualTo(Code.UNAUTHENTICATED);
    assertThat(code(service.bare(), ProbeServiceBlockingStub::callPublic, ON_BRAUHAUS))
        .isEqualTo(Code.UNAUTHENTICATED);
  }

  @Test
  void letsRoleOnTheClientThrough() {
    Channel sales = service.as(user(Map.of("brauhaus", Set.of(Role.SALES))));

    CallResponse response = ProbeServiceGrpc.newBlockingStub(sales).callClient(ON_BRAUHAUS);

    assertThat(response.getSubject()).isEqualTo("users/u");
  }

  @Test
  void answersForeignClientLikeMissingOne() {
    Channel elsewhere = service.as(user(Map.of("zahnarzt", Set.of(Role.SALES))));

    assertThat(code(elsewhere, ProbeServiceBlockingStub::callClient, ON_BRAUHAUS))
        .isEqualTo(Code.NOT_FOUND);
  }

  @Test
  void refusesOtherRoleOnTheClient() {
    Channel viewer = service.as(user(Map.of("brauhaus", Set.of(Role.CLIENT_VIEWER))));

    assertThat(code(viewer, ProbeServiceBlockingStub::callClient, ON_BRAUHAUS))
        .isEqualTo(Code.PERMISSION_DENIED);
  }

  @Test
  void tenantScopeNeedsGrantForAllClients() {
    Channel oneClient = service.as(user(Map.of("brauhaus", Set.of(Role.OWNER))));
    Channel all = service.as("nordlicht", Role.OWNER);

    assertThat(code(oneClient, ProbeServiceBlockingStub::callTenant, ON_BRAUHAUS))
        .isEqualTo(Code.PERMISSION_DENIED);
    assertThat(code(all, ProbeServiceBlockingStub::callTenant, ON_BRAUHAUS)).isEqualTo(Code.OK);
  }

  @Test
  void keepsInternalAndOperatorCallsApart() {
    Channel owner = service.as("nordlicht", Role.OWNER);
    Channel crm = service.as(Identity.service("crm", "nordlicht"));
    Channel operator = service.as(Identity.operator());

    assertThat(code(owner, ProbeServiceBlockingStub::callInternal, ON_BRAUHAUS))
        .isEqualTo(Code.PERMISSION_DENIED);
    assertThat(code(operator, ProbeServiceBlockingStub::callInternal, ON_BRAUHAUS))
        .isEqualTo(Code.PERMISSION_DENIED);
    assertThat(code(crm, ProbeServiceBlockingStub::callInternal, ON_BRAUHAUS)).isEqualTo(Code.OK);
    assertThat(code(owner, ProbeServiceBlockingStub::callOperator, ON_BRAUHAUS))
        .isEqualTo(Code.PERMISSION_DENIED);
    assertThat(code(operator, ProbeServiceBlockingStub::callOperator, ON_BRAUHAUS))
        .isEqualTo(Code.OK);
  }

  @Test
  void letsAnonymousCallerReachPublicOnly() {
    Channel anonymous = service.as(Identity.anonymous());

    assertThat(code(anonymous, ProbeServiceBlockingStub::callPublic, ON_BRAUHAUS))
        .isEqualTo(Code.OK);
    assertThat(code(anonymous, ProbeServiceBlockingStub::callAny, ON_BRAUHAUS))
        .isEqualTo(Code.UNAUTHENTICATED);
  }

  @Test
  void deniesUndeclaredRpcToEverybody() {
    assertThat(
            code(
                service.as("nordlicht", Role.values()),
                ProbeServiceBlockingStub::callUndeclared,
                ON_BRAUHAUS))
        .isEqualTo(Code.PERMISSION_DENIED);
  }

  @Test
  void answersRefusalWithReasonAndDomain() {
    Status status =
        status(
            service.as("nordlicht", Role.OWNER),
            ProbeServiceBlockingStub::callClient,
            ON_BRAUHAUS.toBuilder().setOrder("refuse").build());

    ErrorInfo info = Statuses.errorInfo(status).orElseThrow();
    assertThat(status.getCode()).isEqualTo(Code.FAILED_PRECONDITION.getNumber());
    assertThat(info.getReason()).isEqualTo("STATE_FORBIDS");
    assertThat(info.getDomain()).isEqualTo("test");
    assertThat(info.getMetadataMap()).containsEntry("a", "b");
  }

  @Test
  void namesFieldAndValueThatBreakARule() throws Exception {
    Status status =
        status(
            service.as("nordlicht", Role.OWNER),
            ProbeServiceBlockingStub::callClient,
            ON_BRAUHAUS.toBuilder().setCount(-5).build());

    BadRequest bad = status.getDetails(1).unpack(BadRequest.class);
    assertThat(bad.getFieldViolations(0).getField()).isEqualTo("count");
    assertThat(bad.getFieldViolations(0).getDescription()).contains("-5").contains("expected");
  }

  @Test
  void refusesCallerBeforeItLooksAtTheFields() {
    Channel elsewhere = service.as(user(Map.of("zahnarzt", Set.of(Role.SALES))));

    assertThat(
            code(
                elsewhere,
                ProbeServiceBlockingStub::callClient,
                ON_BRAUHAUS.toBuilder().setCount(-5).build()))
        .isEqualTo(Code.NOT_FOUND);
  }

  @Test
  void givesCallWithoutDeadlineOneAndRunsItOnVirtualThread() {
    ProbeServiceBlockingStub owner =
        ProbeServiceGrpc.newBlockingStub(service.as("nordlicht", Role.OWNER));

    assertThat(owner.callClient(order("deadline")).getSubject()).isEqualTo("true");
    assertThat(owner.callClient(order("thread")).getSubject()).isEqualTo("true");
  }

  private static CallRequest order(String order) {
    return ON_BRAUHAUS.toBuilder().setOrder(order).build();
  }

  private static Identity user(Map<String, Set<Role>> grants) {
    return new Identity(Identity.Kind.USER, "nordlicht", "users/u", grants);
  }

  private static Code code(
      Channel channel,
      BiFunction<ProbeServiceBlockingStub, CallRequest, CallResponse> rpc,
      CallRequest request) {
    return Objects.requireNonNull(Code.forNumber(status(channel, rpc, request).getCode()));
  }

  private static Status status(
      Channel channel,
      BiFunction<ProbeServiceBlockingStub, CallRequest, CallResponse> rpc,
      CallRequest request) {
    StatusRuntimeException thrown =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () -> rpc.apply(ProbeServiceGrpc.newBlockingStub(channel), request));
    if (thrown == null) {
      return Status.getDefaultInstance();
    }
    Status status = Objects.requireNonNull(StatusProto.fromThrowable(thrown));
    assertThat(Statuses.errorInfo(status)).as("every error says why: %s", status).isPresent();
    return status;
  }
}
