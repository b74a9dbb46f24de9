package io.agencysuite.crm.user;

import io.agencysuite.crm.contact.EmailSyntax;
import io.agencysuite.crm.v1.AuthenticateUserRequest;
import io.agencysuite.crm.v1.AuthenticateUserResponse;
import io.agencysuite.crm.v1.CreateUserRequest;
import io.agencysuite.crm.v1.DisableUserRequest;
import io.agencysuite.crm.v1.GetUserRequest;
import io.agencysuite.crm.v1.ListUsersRequest;
import io.agencysuite.crm.v1.ListUsersResponse;
import io.agencysuite.crm.v1.ResolveEmailRequest;
import io.agencysuite.crm.v1.ResolveEmailResponse;
import io.agencysuite.crm.v1.ResolvePrincipalRequest;
import io.agencysuite.crm.v1.ResolvePrincipalResponse;
import io.agencysuite.crm.v1.SetPasswordRequest;
import io.agencysuite.crm.v1.UpdateUserRequest;
import io.agencysuite.crm.v1.UserServiceGrpc;
import io.agencysuite.kit.error.FailedPrecondition;
import io.agencysuite.kit.error.NotFound;
import io.agencysuite.kit.error.PermissionDenied;
import io.agencysuite.kit.error.Unauthenticated;
import io.agencysuite.kit.grpc.CurrentCall;
import io.agencysuite.kit.grpc.Unary;
import io.agencysuite.kit.identity.Identity;
import io.agencysuite.kit.identity.Role;
import io.agencysuite.kit.mongo.Creations;
import io.agencysuite.kit.mongo.Key;
import io.agencysuite.kit.mongo.Stored;
import io.agencysuite.kit.page.Page;
import io.agencysuite.kit.page.PageRequest;
import io.agencysuite.kit.time.Ids;
import io.grpc.stub.StreamObserver;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.springframework.grpc.server.service.GrpcService;

@GrpcService
final class UserGrpcService extends UserServiceGrpc.UserServiceImplBase {

  private final UserStore users;
  private final GrantStore grants;
  private final Passwords passwords;
  private final Creations creations;
  private final Ids ids;
  private final InstantSource clock;

  UserGrpcService(
      UserStore users,
      GrantStore grants,
      Passwords passwords,
      Creations creations,
      Ids ids,
      InstantSource clock) {
    this.users = users;
    this.grants = grants;
    this.passwords = passwords;
    this.creations = creations;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public void createUser(
      CreateUserRequest request, StreamObserver<io.agencysuite.crm.v1.User> observer) {
    Unary.reply(
        observer,
        () -> {
          Identity caller = CurrentCall.identity();
          String hash = "";
          if (!request.getPassword().isEmpty()) {
            PasswordRules.require("password", request.getPassword(), request.getUser().getEmail());
            hash = passwords.hash(request.getPassword());
          }
          User user = UserMessages.from("user.email", request.getUser(), hash, clock.instant());
          String id =
              creations.idFor(caller, "CreateUser", request.getRequestId(), request, ids::next);
          return UserMessages.to(users.create(UserStore.key(caller.tenant(), id), user));
        });
  }

  @Override
  public void getUser(GetUserRequest request, StreamObserver<io.agencysuite.crm.v1.User> observer) {
    Unary.reply(
        observer,
        () -> UserMessages.to(users.require(CurrentCall.tenant(), id(request.getName()))));
  }

  @Override
  public void listUsers(ListUsersRequest request, StreamObserver<ListUsersResponse> observer) {
    Unary.reply(
        observer,
        () -> {
          String tenant = CurrentCall.tenant();
          Page<Stored<User>> found =
              users.list(
                  tenant,
                  PageRequest.of(request.getPageSize(), request.getPageToken(), "users", tenant));
          return ListUsersResponse.newBuilder()
              .addAllUsers(found.items().stream().map(UserMessages::to).toList())
              .setNextPageToken(found.nextToken())
              .build();
        });
  }

  @Override
  public void updateUser(
      UpdateUserRequest request, StreamObserver<io.agencysuite.crm.v1.User> observer) {
    Unary.reply(
        observer,
        () ->
            users
                .updateWithEmail(
                    key(request.getUser().getName()),
                    request.getUser().getEtag(),
                    user ->
                        UserMessages.changed(
                            user, request.getUser(), request.getUpdateMask(), clock.instant()))
                .map(UserMessages::to)
                .orElseThrow(() -> NotFound.resource(request.getUser().getName())));
  }

  @Override
  public void disableUser(
      DisableUserRequest request, StreamObserver<io.agencysuite.crm.v1.User> observer) {
    Unary.reply(
        observer,
        () -> {
          String tenant = CurrentCall.tenant();
          String id = id(request.getName());
          return users
              .update(
                  UserStore.key(tenant, id),
                  request.getEtag(),
                  user -> {
                    grants.requireAnotherOwner(tenant, id);
                    return user.disabled(clock.instant());
                  })
              .map(UserMessages::to)
              .orElseThrow(() -> NotFound.resource(request.getName()));
        });
  }

  @Override
  public void setPassword(
      SetPasswordRequest request, StreamObserver<io.agencysuite.crm.v1.User> observer) {
    Unary.reply(observer, () -> setPassword(request));
  }

  private io.agencysuite.crm.v1.User setPassword(SetPasswordRequest request) {
    Identity caller = CurrentCall.identity();
    boolean own = caller.subject().equals(request.getName());
    if (!own && !caller.holdsEverywhere(Set.of(Role.OWNER))) {
      throw new PermissionDenied(
          "ROLE_MISSING", request.getName() + " is not the caller (expected: OWNER)");
    }
    return users
        .update(
            key(request.getName()),
            "",
            user -> {
              if (own && !passwords.matches(request.getCurrentPassword(), user.passwordHash())) {
                throw new FailedPrecondition("LOGIN_REFUSED", "current_password is wrong");
              }
              PasswordRules.require("new_password", request.getNewPassword(), user.email());
              return user.withPassword(passwords.hash(request.getNewPassword()), clock.instant());
            })
        .map(UserMessages::to)
        .orElseThrow(() -> NotFound.resource(request.getName()));
  }

  @Override
  public void authenticateUser(
      AuthenticateUserRequest request, StreamObserver<AuthenticateUserResponse> observer) {
    Unary.reply(
        observer,
        () -> {
          Stored<User> user =
              EmailSyntax.normalized(request.getEmail()).flatMap(users::byEmail).orElse(null);
          String hash = user == null ? "" : user.value().passwordHash();
          boolean matches = passwords.matches(request.getPassword(), hash);
          if (user == null || !matches || user.value().state() != User.State.ACTIVE) {
            throw new Unauthenticated(
                "LOGIN_REFUSED", "e-mail or password is wrong, or the user is disabled");
          }
          if (passwords.isOutdated(hash)) {
            String renewed = passwords.hash(request.getPassword());
            users.update(user.key(), "", current -> current.rehashed(hash, renewed));
          }
          return AuthenticateUserResponse.newBuilder()
              .setTenant("tenants/" + user.key().tenant())
              .setUser(UserMessages.to(user))
              .addAllGrants(grantsOf(user))
              .build();
        });
  }

  @Override
  public void resolvePrincipal(
      ResolvePrincipalRequest request, StreamObserver<ResolvePrincipalResponse> observer) {
    Unary.reply(
        observer,
        () -> {
          Stored<User> user = users.require(id(request.getTenant()), id(request.getUser()));
          return ResolvePrincipalResponse.newBuilder()
              .setUser(UserMessages.to(user))
              .addAllGrants(user.value().state() == User.State.ACTIVE ? grantsOf(user) : List.of())
              .build();
        });
  }

  @Override
  public void resolveEmail(
      ResolveEmailRequest request, StreamObserver<ResolveEmailResponse> observer) {
    Unary.reply(
        observer,
        () ->
            EmailSyntax.normalized(request.getEmail())
                .flatMap(users::byEmail)
                .filter(user -> user.key().tenant().equals(id(request.getTenant())))
                .filter(user -> user.value().state() == User.State.ACTIVE)
                .map(user ->
                    ResolveEmailResponse.newBuilder().setUser(UserMessages.to(user)).build())
                .orElseThrow(() -> NotFound.resource("users/-")));
  }

  private List<io.agencysuite.crm.v1.Grant> grantsOf(Stored<User> user) {
    return grants.ofUser(user.key().tenant(), user.key().id()).stream()
        .map(UserMessages::toGrant)
        .toList();
  }

  private static Key key(String name) {
    return UserStore.key(CurrentCall.tenant(), id(name));
  }

  private static String id(String name) {
    return name.substring(name.indexOf('/') + 1);
  }
}
