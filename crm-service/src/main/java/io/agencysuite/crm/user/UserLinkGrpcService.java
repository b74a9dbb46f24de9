package io.agencysuite.crm.user;

import io.agencysuite.crm.contact.EmailSyntax;
import io.agencysuite.crm.moment.MomentMessages;
import io.agencysuite.crm.v1.IssueOperatorLinkRequest;
import io.agencysuite.crm.v1.IssueOperatorLinkResponse;
import io.agencysuite.crm.v1.IssueUserLinkRequest;
import io.agencysuite.crm.v1.IssueUserLinkResponse;
import io.agencysuite.crm.v1.LinkPurpose;
import io.agencysuite.crm.v1.ReadUserLinkRequest;
import io.agencysuite.crm.v1.ReadUserLinkResponse;
import io.agencysuite.crm.v1.RedeemUserLinkRequest;
import io.agencysuite.crm.v1.RedeemUserLinkResponse;
import io.agencysuite.crm.v1.UserLinkServiceGrpc;
import io.agencysuite.kit.error.FailedPrecondition;
import io.agencysuite.kit.error.NotFound;
import io.agencysuite.kit.grpc.CurrentCall;
import io.agencysuite.kit.grpc.Unary;
import io.agencysuite.kit.mongo.Stored;
import io.grpc.stub.StreamObserver;
import java.time.InstantSource;
import org.springframework.grpc.server.service.GrpcService;

@GrpcService
final class UserLinkGrpcService extends UserLinkServiceGrpc.UserLinkServiceImplBase {

  private final UserStore users;
  private final Passwords passwords;
  private final SignedLinks links;
  private final InstantSource clock;

  UserLinkGrpcService(
      UserStore users, Passwords passwords, SignedLinks links, InstantSource clock) {
    this.users = users;
    this.passwords = passwords;
    this.links = links;
    this.clock = clock;
  }

  @Override
  public void issueUserLink(
      IssueUserLinkRequest request, StreamObserver<IssueUserLinkResponse> observer) {
    Unary.reply(
        observer,
        () -> {
          Stored<User> user =
              active(
                  users.require(
                      CurrentCall.tenant(), request.getName().substring("users/".length())));
          SignedLinks.Link link = issue(user);
          return IssueUserLinkResponse.newBuilder()
              .setToken(link.token())
              .setPurpose(purpose(user.value()))
              .setExpireTime(MomentMessages.to(link.expiry()))
              .build();
        });
  }

  @Override
  public void issueOperatorLink(
      IssueOperatorLinkRequest request, StreamObserver<IssueOperatorLinkResponse> observer) {
    Unary.reply(
        observer,
        () -> {
          Stored<User> user =
              EmailSyntax.normalized(request.getEmail())
                  .flatMap(users::byEmail)
                  .map(UserLinkGrpcService::active)
                  .orElseThrow(() -> NotFound.resource("users/-"));
          SignedLinks.Link link = issue(user);
          return IssueOperatorLinkResponse.newBuilder()
              .setToken(link.token())
              .setPurpose(purpose(user.value()))
              .setExpireTime(MomentMessages.to(link.expiry()))
              .build();
        });
  }

  @Override
  public void readUserLink(
      ReadUserLinkRequest request, StreamObserver<ReadUserLinkResponse> observer) {
    Unary.reply(
        observer,
        () -> {
          SignedLinks.PasswordLink link = links.readPassword(request.getToken());
          User user = target(link).value();
          return ReadUserLinkResponse.newBuilder()
              .setEmail(user.email())
              .setDisplayName(user.displayName())
              .setPurpose(purpose(user))
              .setExpireTime(MomentMessages.to(link.expiry()))
              .build();
        });
  }

  @Override
  public void redeemUserLink(
      RedeemUserLinkRequest request, StreamObserver<RedeemUserLinkResponse> observer) {
    Unary.reply(
        observer,
        () -> {
          SignedLinks.PasswordLink link = links.readPassword(request.getToken());
          Stored<User> user = target(link);
          PasswordRules.require("new_password", request.getNewPassword(), user.value().email());
          String hash = passwords.hash(request.getNewPassword());
          users.update(
              user.key(), "", now -> require(link, now).withPassword(hash, clock.instant()));
          return RedeemUserLinkResponse.newBuilder().setEmail(user.value().email()).build();
        });
  }

  private SignedLinks.Link issue(Stored<User> user) {
    return links.forPassword(user.key().tenant(), user.key().id(), user.value());
  }

  private Stored<User> target(SignedLinks.PasswordLink link) {
    Stored<User> user =
        users.get(UserStore.key(link.tenant(), link.user())).orElseThrow(SignedLinks::invalid);
    require(link, user.value());
    return user;
  }

  /// The link is good while its user has the password that it had then.
  private static User require(SignedLinks.PasswordLink link, User user) {
    if (user.passwordVersion() != link.version() || user.state() != User.State.ACTIVE) {
      throw SignedLinks.invalid();
    }
    return user;
  }

  private static Stored<User> active(Stored<User> user) {
    if (user.value().state() != User.State.ACTIVE) {
      throw new FailedPrecondition(
          "STATE_FORBIDS", "users/" + user.key().id() + " is disabled (expected: an active user)");
    }
    return user;
  }

  private static LinkPurpose purpose(User user) {
    return user.passwordHash().isEmpty() ? LinkPurpose.INVITATION : LinkPurpose.RESET;
  }
}
