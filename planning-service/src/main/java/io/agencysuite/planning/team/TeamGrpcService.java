package io.agencysuite.planning.team;

import io.agencysuite.kit.grpc.CurrentCall;
import io.agencysuite.kit.grpc.MaskedUpdate;
import io.agencysuite.kit.grpc.Unary;
import io.agencysuite.kit.identity.Identity;
import io.agencysuite.kit.identity.Role;
import io.agencysuite.kit.mongo.Stored;
import io.agencysuite.kit.page.Page;
import io.agencysuite.kit.page.PageRequest;
import io.agencysuite.planning.resource.NewResources;
import io.agencysuite.planning.v1.CreateTeamMemberRequest;
import io.agencysuite.planning.v1.GetTeamMemberRequest;
import io.agencysuite.planning.v1.ListTeamMembersRequest;
import io.agencysuite.planning.v1.ListTeamMembersResponse;
import io.agencysuite.planning.v1.TeamServiceGrpc;
import io.agencysuite.planning.v1.UpdateTeamMemberRequest;
import io.grpc.stub.StreamObserver;
import java.time.Instant;
import java.util.Set;
import org.springframework.grpc.server.service.GrpcService;

/// The team for callers; rates are for owners of the agency only.
@GrpcService
public final class TeamGrpcService extends TeamServiceGrpc.TeamServiceImplBase {

  private final TeamStore team;
  private final NewResources fresh;

  public TeamGrpcService(TeamStore team, NewResources fresh) {
    this.team = team;
    this.fresh = fresh;
  }

  @Override
  public void createTeamMember(
      CreateTeamMemberRequest request,
      StreamObserver<io.agencysuite.planning.v1.TeamMember> observer) {
    Unary.reply(observer, () -> answer(create(request)));
  }

  @Override
  public void getTeamMember(
      GetTeamMemberRequest request,
      StreamObserver<io.agencysuite.planning.v1.TeamMember> observer) {
    Unary.reply(observer, () -> answer(team.get(CurrentCall.tenant(), request.getName())));
  }

  @Override
  public void listTeamMembers(
      ListTeamMembersRequest request, StreamObserver<ListTeamMembersResponse> observer) {
    Unary.reply(observer, () -> list(request));
  }

  @Override
  public void updateTeamMember(
      UpdateTeamMemberRequest request,
      StreamObserver<io.agencysuite.planning.v1.TeamMember> observer) {
    Unary.reply(observer, () -> answer(update(request)));
  }

  private Stored<TeamMember> create(CreateTeamMemberRequest request) {
    Instant now = fresh.now();
    String requestId = request.getRequestId();
    TeamMember member =
        TeamMessages.member(request.getTeamMember(), NewResources.mark(requestId), now, now);
    String id = fresh.id("CreateTeamMember", requestId, request, request.getTeamMemberId());
    return team.create(CurrentCall.tenant(), id, member);
  }

  private ListTeamMembersResponse list(ListTeamMembersRequest request) {
    PageRequest page =
        PageRequest.of(
            request.getPageSize(), request.getPageToken(), "team", request.getShowInactive());
    Page<Stored<TeamMember>> found =
        team.list(CurrentCall.tenant(), request.getShowInactive(), page);
    return ListTeamMembersResponse.newBuilder()
        .addAllTeamMembers(found.map(TeamGrpcService::answer).items())
        .setNextPageToken(found.nextToken())
        .build();
  }

  private Stored<TeamMember> update(UpdateTeamMemberRequest request) {
    var patch = request.getTeamMember();
    return team.update(
        CurrentCall.tenant(),
        patch.getName(),
        patch.getEtag(),
        current -> {
          var merged =
              MaskedUpdate.apply(TeamMessages.message(current), patch, request.getUpdateMask());
          TeamMember next =
              TeamMessages.member(
                  merged, current.creation(), current.createTime(), current.updateTime());
          return current.changed(next, fresh.now());
        });
  }

  private static io.agencysuite.planning.v1.TeamMember answer(Stored<TeamMember> stored) {
    Identity caller = CurrentCall.identity();
    boolean mayKnowRates =
        caller.kind() == Identity.Kind.SERVICE || caller.holdsEverywhere(Set.of(Role.OWNER));
    return TeamMessages.message(stored, mayKnowRates);
  }
}
