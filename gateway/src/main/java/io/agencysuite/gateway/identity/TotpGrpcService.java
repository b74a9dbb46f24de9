package io.agencysuite.gateway.identity;

import io.agencysuite.gateway.v1.ConfirmTotpRequest;
import io.agencysuite.gateway.v1.ConfirmTotpResponse;
import io.agencysuite.gateway.v1.DisableTotpRequest;
import io.agencysuite.gateway.v1.EnrolTotpRequest;
import io.agencysuite.gateway.v1.EnrolTotpResponse;
import io.agencysuite.gateway.v1.GetTotpRequest;
import io.agencysuite.gateway.v1.Totp;
import io.agencysuite.gateway.v1.TotpServiceGrpc;
import io.agencysuite.kit.grpc.Unary;
import io.grpc.stub.StreamObserver;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;

final class TotpGrpcService extends TotpServiceGrpc.TotpServiceImplBase {
  private static final String APPLICATION = "Agency Suite";

  private final SecondFactor factor;
  private final SignInThrottle throttle;
  private final CrmUsers users;
  private final SessionStore sessions;
  private final LiveSessions live;
  private final InstantSource clock;

  TotpGrpcService(
      SecondFactor factor,
      SignInThrottle throttle,
      CrmUsers users,
      SessionStore sessions,
      LiveSessions live,
      InstantSource clock) {
    this.factor = factor;
    this.throttle = throttle;
    this.users = users;
    this.sessions = sessions;
    this.live = live;
    this.clock = clock;
  }

  @Override
  public void getTotp(GetTotpRequest request, StreamObserver<Totp> observer) {
    Unary.reply(observer, () -> read(SessionOwner.of(request.getName())));
  }

  @Override
  public void enrolTotp(EnrolTotpRequest request, StreamObserver<EnrolTotpResponse> observer) {
    Unary.reply(
        observer,
        () -> {
          SessionOwner owner = SessionOwner.of(request.getName()).requireOwn();
          String secret = factor.enrol(owner.tenant(), owner.user());
          String email =
              users
                  .resolve("tenants/" + owner.tenant(), "users/" + owner.user())
                  .getUser()
                  .getEmail();
          return EnrolTotpResponse.newBuilder()
              .setSecret(secret)
              .setOtpauthUri(
                  "otpauth://totp/%s:%s?secret=%s&issuer=%s"
                      .formatted(encode(APPLICATION), encode(email), secret, encode(APPLICATION)))
              .build();
        });
  }

  @Override
  public void confirmTotp(
      ConfirmTotpRequest request, StreamObserver<ConfirmTotpResponse> observer) {
    Unary.reply(
        observer,
        () -> {
          SessionOwner owner = SessionOwner.of(request.getName()).requireOwn();
          List<String> codes = factor.confirm(owner.tenant(), owner.user(), request.getCode());
          live.forget(sessions.revokeAll(owner.tenant(), owner.user(), clock.instant()));
          return ConfirmTotpResponse.newBuilder().addAllRecoveryCodes(codes).build();
        });
  }

  @Override
  public void disableTotp(DisableTotpRequest request, StreamObserver<Totp> observer) {
    Unary.reply(
        observer,
        () -> {
          SessionOwner owner = SessionOwner.of(request.getName());
          if (owner.own() && factor.get(owner.tenant(), owner.user()).isOn()) {
            String user = owner.tenant() + "/" + owner.user();
            throttle.countCode(user);
            if (!factor.use(owner.tenant(), owner.user(), request.getCode())) {
              throw SecondFactor.wrong();
            }
            throttle.codeSucceeded(user);
          }
          factor.disable(owner.tenant(), owner.user());
          return read(owner);
        });
  }

  private Totp read(SessionOwner owner) {
    StoredTotp stored = factor.get(owner.tenant(), owner.user());
    Totp.Builder totp =
        Totp.newBuilder()
            .setName("users/" + owner.user() + "/totp")
            .setState(state(stored))
            .setRecoveryCodeCount(stored.recovery().size());
    if (!stored.sealed().isEmpty()) {
      totp.setCreateTime(SessionGrpcService.time(stored.createTime()));
    }
    return totp.build();
  }

  private static Totp.State state(StoredTotp stored) {
    if (stored.isOn()) {
      return Totp.State.ON;
    }
    return stored.isPending() ? Totp.State.PENDING : Totp.State.OFF;
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
