package io.agencysuite.crm.tenant;

import io.agencysuite.crm.moment.MomentMessages;
import io.agencysuite.crm.unique.DerivedIds;
import io.agencysuite.crm.user.SignedLinks;
import io.agencysuite.crm.v1.CreateTenantRequest;
import io.agencysuite.crm.v1.CreateTenantResponse;
import io.agencysuite.crm.v1.IssueOnboardingLinkRequest;
import io.agencysuite.crm.v1.IssueOnboardingLinkResponse;
import io.agencysuite.crm.v1.OnboardTenantRequest;
import io.agencysuite.crm.v1.OnboardTenantResponse;
import io.agencysuite.crm.v1.TenantServiceGrpc;
import io.agencysuite.kit.error.FailedPrecondition;
import io.agencysuite.kit.grpc.CurrentCall;
import io.agencysuite.kit.grpc.Unary;
import io.agencysuite.kit.mongo.Claims;
import io.agencysuite.kit.mongo.Creations;
import io.agencysuite.kit.mongo.Key;
import io.agencysuite.kit.time.Ids;
import io.grpc.stub.StreamObserver;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.grpc.server.service.GrpcService;

@GrpcService
final class TenantGrpcService extends TenantServiceGrpc.TenantServiceImplBase {

  private final TenantStore tenants;
  private final TenantCreationMessages creation;
  private final Onboarding onboarding;
  private final Creations creations;
  private final Ids ids;
  private final InstantSource clock;

  /// What makes a link good once.
  record Onboarding(SignedLinks links, Claims claims) {}

  TenantGrpcService(
      TenantStore tenants,
      TenantCreationMessages creation,
      Onboarding onboarding,
      Creations creations,
      Ids ids,
      InstantSource clock) {
    this.tenants = tenants;
    this.creation = creation;
    this.onboarding = onboarding;
    this.creations = creations;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public void createTenant(
      CreateTenantRequest request, StreamObserver<CreateTenantResponse> observer) {
    Unary.reply(
        observer,
        () -> {
          Instant now = clock.instant();
          String id =
              creations.idFor(
                  CurrentCall.identity(),
                  "CreateTenant",
                  request.getRequestId(),
                  request,
                  ids::next);
          return creation.store(creation.draft(request, id, now), now);
        });
  }

  @Override
  public void issueOnboardingLink(
      IssueOnboardingLinkRequest request, StreamObserver<IssueOnboardingLinkResponse> observer) {
    Unary.reply(
        observer,
        () -> {
          if (!tenants.isEmpty()) {
            throw new FailedPrecondition(
                "TENANT_PRESENT", "there is an agency already (expected: none)");
          }
          SignedLinks.Link link = onboarding.links().forOnboarding(ids.next());
          return IssueOnboardingLinkResponse.newBuilder()
              .setToken(link.token())
              .setExpireTime(MomentMessages.to(link.expiry()))
              .build();
        });
  }

  @Override
  public void onboardTenant(
      OnboardTenantRequest request, StreamObserver<OnboardTenantResponse> observer) {
    Unary.reply(
        observer,
        () -> {
          String link = onboarding.links().readOnboarding(request.getToken());
          Instant now = clock.instant();
          TenantCreationMessages.Draft draft = creation.draft(request.getAgency(), link, now);
          spend(link, request);
          CreateTenantResponse created = creation.store(draft, now);
          return OnboardTenantResponse.newBuilder()
              .setTenant(created.getTenant())
              .setOwner(created.getOwner())
              .setHouse(created.getHouse())
              .build();
        });
  }

  /// The link belongs to the first request that keeps every rule; only its retries go on.
  private void spend(String link, OnboardTenantRequest request) {
    Key value = new Key("-", Key.NO_CLIENT, "claim", "onboarding:" + link);
    if (onboarding.claims().find(value).isEmpty() && !tenants.isEmpty()) {
      throw SignedLinks.invalid();
    }
    String wanted = DerivedIds.fingerprint(request.getAgency().toByteArray());
    if (!onboarding.claims().claim(value, wanted, "", null).target().equals(wanted)) {
      throw SignedLinks.invalid();
    }
  }
}
