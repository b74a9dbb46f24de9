package io.agencysuite.gateway.identity;

import com.google.protobuf.Timestamp;
import io.agencysuite.gateway.v1.ListSessionsRequest;
import io.agencysuite.gateway.v1.ListSessionsResponse;
import io.agencysuite.gateway.v1.RevokeAllSessionsRequest;
import io.agencysuite.gateway.v1.RevokeAllSessionsResponse;
import io.agencysuite.gateway.v1.RevokeSessionRequest;
import io.agencysuite.gateway.v1.Session;
import io.agencysuite.gateway.v1.SessionServiceGrpc;
import io.agencysuite.kit.error.NotFound;
import io.agencysuite.kit.grpc.Unary;
import io.agencysuite.kit.mongo.Stored;
import io.agencysuite.kit.page.Page;
import io.agencysuite.kit.page.PageRequest;
import io.grpc.stub.StreamObserver;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

final class SessionGrpcService extends SessionServiceGrpc.SessionServiceImplBase {
  private final SessionStore sessions;
  private final LiveSessions live;
  private final InstantSource clock;

  SessionGrpcService(SessionStore sessions, LiveSessions live, InstantSource clock) {
    this.sessions = sessions;
    this.live = live;
    this.clock = clock;
  }

  @Override
  public void listSessions(
      ListSessionsRequest request, StreamObserver<ListSessionsResponse> observer) {
    Unary.reply(
        observer,
        () -> {
          SessionOwner owner = SessionOwner.of(request.getParent());
          PageRequest page =
              PageRequest.of(
                  request.getPageSize(),
                  request.getPageToken(),
                  "sessions",
                  owner.tenant(),
                  owner.user());
          Page<Stored<StoredSession>> found =
              sessions.list(owner.tenant(), owner.user(), clock.instant(), page);
          return ListSessionsResponse.newBuilder()
              .addAllSessions(found.items().stream().map(SessionGrpcService::to).toList())
              .setNextPageToken(found.nextToken())
              .build();
        });
  }

  @Override
  public void revokeSession(RevokeSessionRequest request, StreamObserver<Session> observer) {
    Unary.reply(
        observer,
        () -> {
          SessionOwner owner = SessionOwner.of(request.getName());
          String id = Principal.id(request.getName());
          Stored<StoredSession> revoked =
              sessions
                  .revoke(owner.tenant(), owner.user(), id)
                  .orElseThrow(() -> NotFound.resource(request.getName()));
          live.forget(List.of(id));
          return to(revoked);
        });
  }

  @Override
  public void revokeAllSessions(
      RevokeAllSessionsRequest request, StreamObserver<RevokeAllSessionsResponse> observer) {
    Unary.reply(
        observer,
        () -> {
          SessionOwner owner = SessionOwner.of(request.getParent());
          List<String> ended = sessions.revokeAll(owner.tenant(), owner.user(), clock.instant());
          live.forget(ended);
          return RevokeAllSessionsResponse.newBuilder().setRevokedCount(ended.size()).build();
        });
  }

  private static Session to(Stored<StoredSession> stored) {
    StoredSession session = stored.value();
    return Session.newBuilder()
        .setName("users/" + session.user() + "/sessions/" + SessionStore.id(stored))
        .setState(session.revoked() ? Session.State.REVOKED : Session.State.ACTIVE)
        .setAgent(session.agent())
        .setApplication(session.application())
        .setCreateTime(time(session.signedIn()))
        .setRenewTime(time(session.renewed()))
        .setExpireTime(time(session.expireAt()))
        .build();
  }

  static Timestamp time(Instant instant) {
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }
}
