package io.agencysuite.gateway.identity;

import io.agencysuite.crm.v1.AuthenticateUserResponse;
import io.agencysuite.crm.v1.User;
import io.agencysuite.gateway.error.DoorException;
import io.agencysuite.gateway.error.DoorReason;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Optional;

/// Signs a person in by what they know and, where it is on, by what they have: the one way in for
/// the console and for every application.
final class SignIns {
  private final CrmUsers users;
  private final SecondFactor factor;
  private final SignInThrottle throttle;
  private final boolean local;

  /// @param local whether passwords open the door
  SignIns(CrmUsers users, SecondFactor factor, SignInThrottle throttle, boolean local) {
    this.users = users;
    this.factor = factor;
    this.throttle = throttle;
    this.local = local;
  }

  boolean isLocal() {
    return local;
  }

  /// @throws DoorException TOTP_REQUIRED if the password is right and a code is missing
  AuthenticateUserResponse signIn(SignIn given, String address) {
    requireLocal();
    SignInThrottle.Attempt attempt = throttle.begin(given.email(), address);
    AuthenticateUserResponse answer = authenticate(given, attempt);
    if (needsCode(answer)) {
      if (given.code().isEmpty()) {
        attempt.giveBack();
        throw DoorException.of(DoorReason.TOTP_REQUIRED);
      }
      use(answer.getTenant(), answer.getUser().getName(), given.code());
    }
    attempt.succeeded();
    return answer;
  }

  /// A right password, or an address that another issuer has confirmed.
  ///
  /// @param codeMissing whether nobody is let in by it alone, but by [#code]
  record Known(AuthenticateUserResponse answer, boolean codeMissing) {}

  /// The first of two steps. Its code is not looked at.
  Known password(SignIn given, String address) {
    requireLocal();
    SignInThrottle.Attempt attempt = throttle.begin(given.email(), address);
    AuthenticateUserResponse answer = authenticate(given, attempt);
    boolean codeMissing = needsCode(answer);
    if (codeMissing) {
      attempt.giveBack();
    } else {
      attempt.succeeded();
    }
    return new Known(answer, codeMissing);
  }

  /// The active user whose address another issuer has confirmed.
  Optional<Known> confirmed(String tenant, String email) {
    try {
      User user = users.withEmail(tenant, email);
      if (user.getState() != User.State.ACTIVE) {
        return Optional.empty();
      }
      AuthenticateUserResponse answer =
          AuthenticateUserResponse.newBuilder().setTenant(tenant).setUser(user).build();
      return Optional.of(new Known(answer, needsCode(answer)));
    } catch (StatusRuntimeException e) {
      return switch (e.getStatus().getCode()) {
        // What crm takes for no address belongs to nobody.
        case NOT_FOUND, INVALID_ARGUMENT -> Optional.empty();
        default -> throw e;
      };
    }
  }

  /// The second step, of somebody whose first was right.
  void code(Person person, SignIn given, String address) {
    SignInThrottle.Attempt attempt = throttle.begin(given.email(), address);
    use(person.tenant(), person.user(), given.code());
    attempt.succeeded();
  }

  private void requireLocal() {
    if (!local) {
      throw DoorException.of(DoorReason.LOCAL_SIGN_IN_OFF);
    }
  }

  private AuthenticateUserResponse authenticate(SignIn given, SignInThrottle.Attempt attempt) {
    try {
      return users.authenticate(given.email(), given.password());
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() != Status.Code.UNAUTHENTICATED) {
        attempt.giveBack();
      }
      throw e;
    }
  }

  private boolean needsCode(AuthenticateUserResponse answer) {
    return factor
        .get(Principal.id(answer.getTenant()), Principal.id(answer.getUser().getName()))
        .isOn();
  }

  private void use(String tenantName, String userName, String code) {
    String tenant = Principal.id(tenantName);
    String user = Principal.id(userName);
    throttle.countCode(tenant + "/" + user);
    if (!factor.use(tenant, user, code)) {
      throw DoorException.of(DoorReason.TOTP_WRONG);
    }
    throttle.codeSucceeded(tenant + "/" + user);
  }
}
