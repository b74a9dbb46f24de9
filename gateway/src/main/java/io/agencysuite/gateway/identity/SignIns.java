package io.agencysuite.gateway.identity;

import io.agencysuite.crm.v1.AuthenticateUserResponse;
import io.agencysuite.gateway.error.DoorException;
import io.agencysuite.gateway.error.DoorReason;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;

/// Signs a person in by what they know and, where it is on, by what they have: the one way in for
/// the console and for every application.
final class SignIns {
  private final CrmUsers users;
  private final SecondFactor factor;
  private final SignInThrottle throttle;

  SignIns(CrmUsers users, SecondFactor factor, SignInThrottle throttle) {
    this.users = users;
    this.factor = factor;
    this.throttle = throttle;
  }

  /// @throws DoorException TOTP_REQUIRED if the password is right and a code is missing
  AuthenticateUserResponse signIn(SignIn given, String address) {
    SignInThrottle.Attempt attempt = throttle.begin(given.email(), address);
    AuthenticateUserResponse answer;
    try {
      answer = users.authenticate(given.email(), given.password());
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() != Status.Code.UNAUTHENTICATED) {
        attempt.giveBack();
      }
      throw e;
    }
    String tenant = Principal.id(answer.getTenant());
    String user = Principal.id(answer.getUser().getName());
    if (factor.get(tenant, user).isOn()) {
      if (given.code().isEmpty()) {
        attempt.giveBack();
        throw DoorException.of(DoorReason.TOTP_REQUIRED);
      }
      throttle.countCode(tenant + "/" + user);
      if (!factor.use(tenant, user, given.code())) {
        throw DoorException.of(DoorReason.TOTP_WRONG);
      }
      throttle.codeSucceeded(tenant + "/" + user);
    }
    attempt.succeeded();
    return answer;
  }
}
