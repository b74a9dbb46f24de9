package io.agencysuite.crm.user;

import com.google.protobuf.Empty;
import io.agencysuite.crm.client.ClientStore;
import io.agencysuite.crm.v1.CreateGrantRequest;
import io.agencysuite.crm.v1.DeleteGrantRequest;
import io.agencysuite.crm.v1.GrantServiceGrpc;
import io.agencysuite.crm.v1.ListGrantsRequest;
import io.agencysuite.crm.v1.ListGrantsResponse;
import io.agencysuite.kit.grpc.CurrentCall;
import io.agencysuite.kit.grpc.Unary;
import io.agencysuite.kit.mongo.Stored;
import io.agencysuite.kit.page.Page;
import io.agencysuite.kit.page.PageRequest;
import io.grpc.stub.StreamObserver;
import java.time.InstantSource;
import org.springframework.grpc.server.service.GrpcService;

@GrpcService
final class GrantGrpcService extends GrantServiceGrpc.GrantServiceImplBase {

  private final GrantStore grants;
  private final UserStore users;
  private final ClientStore clients;
  private final InstantSource clock;

  GrantGrpcService(GrantStore grants, UserStore users, ClientStore clients, InstantSource clock) {
    this.grants = grants;
    this.users = users;
    this.clients = clients;
    this.clock = clock;
  }

  @Override
  public void createGrant(
      CreateGrantRequest request, StreamObserver<io.agencysuite.crm.v1.Grant> observer) {
    Unary.reply(
        observer,
        () -> {
          String tenant = CurrentCall.tenant();
          Grant grant = UserMessages.fromGrant(request.getGrant(), clock.instant());
          users.require(tenant, grant.user());
          if (!grant.client().equals(Grant.ALL_CLIENTS)) {
            clients.require(tenant, grant.client());
          }
          return UserMessages.toGrant(grants.grant(tenant, grant, clock.instant()));
        });
  }

  @Override
  public void listGrants(ListGrantsRequest request, StreamObserver<ListGrantsResponse> observer) {
    Unary.reply(
        observer,
        () -> {
          String tenant = CurrentCall.tenant();
          String user =
              request.getUser().isEmpty() ? "" : request.getUser().substring("users/".length());
          PageRequest page =
              PageRequest.of(request.getPageSize(), request.getPageToken(), "grants", tenant, user);
          Page<Stored<Grant>> found = grants.list(tenant, user, page);
          return ListGrantsResponse.newBuilder()
              .addAllGrants(found.items().stream().map(UserMessages::toGrant).toList())
              .setNextPageToken(found.nextToken())
              .build();
        });
  }

  @Override
  public void deleteGrant(DeleteGrantRequest request, StreamObserver<Empty> observer) {
    Unary.reply(
        observer,
        () -> {
          grants.revoke(CurrentCall.tenant(), request.getName().substring("grants/".length()));
          return Empty.getDefaultInstance();
        });
  }
}
