package io.agencysuite.metrics.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agencysuite.kit.grpc.CurrentCall;
import io.agencysuite.kit.identity.Identity;
import io.agencysuite.kit.identity.Role;
import io.agencysuite.metrics.Agency;
import io.agencysuite.metrics.MetricsServer;
import io.agencysuite.metrics.v1.CreateSiteRequest;
import io.agencysuite.metrics.v1.Event;
import io.agencysuite.metrics.v1.Figures;
import io.agencysuite.metrics.v1.GetScriptRequest;
import io.agencysuite.metrics.v1.GetSiteRequest;
import io.agencysuite.metrics.v1.ListSitesRequest;
import io.agencysuite.metrics.v1.RawRecord;
import io.agencysuite.metrics.v1.Site;
import io.agencysuite.metrics.v1.SiteServiceGrpc;
import io.agencysuite.metrics.v1.TrackRequest;
import io.agencysuite.metrics.v1.TrackedEvent;
import io.agencysuite.metrics.v1.UpdateSiteRequest;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class SiteGrpcServiceTest {

  private static final String SHOP = "https://www.shop.example";
  private static final String CHROME = "Mozilla/5.0 Chrome/140.0";

  @Test
  void answersTheLineOfHtmlForThePages() {
    Agency agency = Agency.inBerlin();
    Site site = create(agency, Site.ConsentMode.NONE);

    assertThat(site.getKey()).startsWith("nordlicht." + agency.client + ".");
    assertThat(site.getSnippet())
        .isEqualTo(
            "<script async src=\"http://localhost:8080/t.js\" data-site=\"%s\""
                    .formatted(site.getKey())
                + " data-consent=\"none\"></script>");
    assertThat(planner(agency).getSite(GetSiteRequest.newBuilder().setName(site.getName()).build()))
        .isEqualTo(site);
    assertThat(
            planner(agency)
                .listSites(ListSitesRequest.newBuilder().setParent(agency.parent()).build())
                .getSitesList())
        .containsExactly(site);
  }

  @Test
  void countsVisitorsWithConsentByTheirId() {
    Agency agency = Agency.inBerlin();
    Site site = create(agency, Site.ConsentMode.ASK);
    TrackRequest.Builder visit =
        TrackRequest.newBuilder()
            .setSiteKey(site.getKey())
            .setConsent(Event.Consent.GRANTED)
            .setVisitorId("anna-1234")
            .addEvents(
                TrackedEvent.newBuilder()
                    .setEventId("v1")
                    .setType(Event.Type.VISIT)
                    .setAgeMillis(2_000)
                    .setUtmSource("instagram")
                    .setUrl(SHOP + "/shoes?mail=anna@example.de#top"))
            .addEvents(TrackedEvent.newBuilder().setEventId("p1").setType(Event.Type.PAGE_VIEW));
    browser("203.0.113.7", SHOP, CHROME).track(visit.build());
    browser("203.0.113.7", SHOP, CHROME).track(visit.build());

    Figures figures = today(agency);
    assertThat(figures.getVisits()).isEqualTo(1);
    assertThat(figures.getPageViews()).isEqualTo(1);
    assertThat(figures.getUniqueVisitors()).isEqualTo(1);
    Event event = firstEvent(agency);
    assertThat(event.getUrl()).isEqualTo(SHOP + "/shoes");
    assertThat(event.getChannel()).isEqualTo("instagram");
    assertThat(Instant.ofEpochSecond(event.getOccurTime().getSeconds()))
        .isBefore(Instant.now().minusSeconds(1));
  }

  @Test
  void makesAddressAndAgentPseudonymOfTheDayWithoutConsent() {
    Agency agency = Agency.inBerlin();
    Site site = create(agency, Site.ConsentMode.NONE);
    browser("203.0.113.7", SHOP, CHROME).track(visit(site, "a").setVisitorId("sneaked").build());
    browser("203.0.113.7", SHOP, CHROME).track(visit(site, "b").build());
    browser("203.0.113.8", SHOP, CHROME).track(visit(site, "c").build());

    Figures figures = today(agency);
    assertThat(figures.getVisits()).isEqualTo(3);
    assertThat(figures.getConsentedVisits()).isZero();
    assertThat(figures.getAnonymousDailyVisitors()).isEqualTo(2);
    assertThat(agency.rawRecords().toString()).doesNotContain("203.0.113", "sneaked", "Chrome");
  }

  @Test
  void countsNeitherOtherOriginsNorRobots() {
    Agency agency = Agency.inBerlin();
    Site site = create(agency, Site.ConsentMode.NONE);

    assertThatThrownBy(() ->
            browser("203.0.113.7", "https://copy.example", CHROME).track(visit(site, "a").build()))
        .hasMessageContaining("PERMISSION_DENIED")
        .hasMessageContaining("https://copy.example");
    browser("203.0.113.7", SHOP, "Googlebot/2.1").track(visit(site, "b").build());

    assertThat(today(agency).getVisits()).isZero();
  }

  @Test
  void namesTheEventThatBreaksRuleAndTakesNone() {
    Agency agency = Agency.inBerlin();
    Site site = create(agency, Site.ConsentMode.NONE);
    TrackRequest.Builder request =
        visit(site, "a").addEvents(TrackedEvent.newBuilder().setEventId("b c"));

    assertThatThrownBy(() -> browser("203.0.113.7", SHOP, CHROME).track(request.build()))
        .hasMessageContaining("events[1].event_id: 'b c'");
    assertThat(today(agency).getVisits()).isZero();
  }

  @Test
  void changesWhatTheMaskNames() {
    Agency agency = Agency.inBerlin();
    Site site = create(agency, Site.ConsentMode.ASK);
    Site.Builder patch =
        Site.newBuilder().setName(site.getName()).addOrigins("https://new.example");

    Site changed =
        planner(agency).updateSite(UpdateSiteRequest.newBuilder().setSite(patch).build());

    assertThat(changed.getOriginsList()).containsExactly("https://new.example");
    assertThat(changed.getDisplayName()).isEqualTo("Shop");
    assertThatThrownBy(() ->
            planner(agency)
                .updateSite(
                    UpdateSiteRequest.newBuilder()
                        .setSite(patch.clearOrigins().addOrigins("new.example/path"))
                        .build()))
        .hasMessageContaining("INVALID_ARGUMENT")
        .hasMessageContaining("origins[0]");
  }

  @Test
  void keepsTheScriptUnderThreeKibibytes() {
    var script =
        SiteServiceGrpc.newBlockingStub(MetricsServer.shared().as(Identity.anonymous()))
            .getScript(GetScriptRequest.getDefaultInstance());

    assertThat(script.getContentType()).isEqualTo("text/javascript; charset=utf-8");
    assertThat(script.getData().size()).isBetween(1_000, 3 * 1_024);
  }

  private static TrackRequest.Builder visit(Site site, String eventId) {
    return TrackRequest.newBuilder()
        .setSiteKey(site.getKey())
        .addEvents(TrackedEvent.newBuilder().setEventId(eventId).setType(Event.Type.VISIT));
  }

  private static Site create(Agency agency, Site.ConsentMode mode) {
    return planner(agency)
        .createSite(
            CreateSiteRequest.newBuilder()
                .setParent(agency.parent())
                .setSite(
                    Site.newBuilder().setDisplayName("Shop").addOrigins(SHOP).setConsentMode(mode))
                .build());
  }

  private static SiteServiceGrpc.SiteServiceBlockingStub planner(Agency agency) {
    return SiteServiceGrpc.newBlockingStub(MetricsServer.shared().as(agency.tenant, Role.PLANNER));
  }

  private static SiteServiceGrpc.SiteServiceBlockingStub browser(
      String address, String origin, String agent) {
    Metadata headers = new Metadata();
    headers.put(CurrentCall.CALLER_ADDRESS_HEADER, address);
    headers.put(CurrentCall.CALLER_ORIGIN_HEADER, origin);
    headers.put(CurrentCall.CALLER_AGENT_HEADER, agent);
    return SiteServiceGrpc.newBlockingStub(MetricsServer.shared().as(Identity.anonymous()))
        .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  private static Figures today(Agency agency) {
    LocalDate today = Instant.now().atZone(ZoneId.of("Europe/Berlin")).toLocalDate();
    return agency.report(today.minusDays(1).toString(), today.toString()).getTotals();
  }

  private static Event firstEvent(Agency agency) {
    return agency.rawRecords().stream()
        .filter(RawRecord::hasEvent)
        .map(RawRecord::getEvent)
        .findFirst()
        .orElseThrow();
  }
}
