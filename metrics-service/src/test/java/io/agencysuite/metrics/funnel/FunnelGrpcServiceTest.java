package io.agencysuite.metrics.funnel;

import static io.agencysuite.metrics.Agency.euros;
import static io.agencysuite.metrics.Agency.query;
import static io.agencysuite.metrics.Agency.time;
import static io.agencysuite.metrics.Agency.visit;
import static io.agencysuite.metrics.funnel.Funnels.as;
import static io.agencysuite.metrics.funnel.Funnels.ask;
import static io.agencysuite.metrics.funnel.Funnels.counts;
import static io.agencysuite.metrics.funnel.Funnels.event;
import static io.agencysuite.metrics.funnel.Funnels.page;
import static io.agencysuite.metrics.funnel.Funnels.request;
import static io.agencysuite.metrics.funnel.Funnels.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.Duration;
import io.agencysuite.kit.identity.Role;
import io.agencysuite.metrics.Agency;
import io.agencysuite.metrics.v1.Event;
import io.agencysuite.metrics.v1.FunnelCheck;
import io.agencysuite.metrics.v1.FunnelStep;
import io.agencysuite.metrics.v1.FunnelStep.Kind;
import io.agencysuite.metrics.v1.QueryFunnelRequest;
import io.agencysuite.metrics.v1.QueryFunnelRequest.CountBy;
import io.agencysuite.metrics.v1.QueryFunnelRequest.GroupBy;
import io.agencysuite.metrics.v1.QueryFunnelResponse;
import io.agencysuite.metrics.v1.QueryReportRequest.Dimension;
import io.agencysuite.metrics.v1.SuggestFunnelStepsRequest;
import io.agencysuite.state.v1.LeadState;
import io.agencysuite.state.v1.OrderState;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class FunnelGrpcServiceTest {

  private static final String DAY = "2026-11-02";

  private final Agency agency = Agency.inBerlin();

  @Test
  void countsEnteredConvertedAndDropped() {
    agency.ingest(
        page("3", DAY + "T10:30:00Z", "/contact/", "anna"),
        page("1", DAY + "T10:00:00Z", "/pricing?plan=1", "anna"),
        page("2", DAY + "T10:00:00Z", "/pricing", "bert"),
        page("4", "2026-11-04T10:00:00Z", "/contact", "bert"),
        page("5", DAY + "T11:00:00Z", "/pricing", "carl"));

    QueryFunnelResponse answer = ask(agency, pricingToContact());

    assertThat(counts(answer)).containsExactly(3L, 2L);
    assertThat(answer.getSteps(0).getDroppedCount()).isEqualTo(1);
    assertThat(answer.getSteps(1).getShareOfFirst()).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(answer.getSteps(1).getMedianDuration().getSeconds()).isEqualTo(1_800);
    assertThat(answer.getSteps(0).hasMedianDuration()).isFalse();
    assertThat(answer.getProved()).isTrue();
    assertThat(answer.getFreshness().getComplete()).isTrue();
    assertThat(answer.getTimeZone()).isEqualTo("Europe/Berlin");
    assertThat(answer.getWindow().getSeconds()).isEqualTo(30 * 86_400);
    QueryFunnelRequest.Builder short1 =
        pricingToContact().setWindow(Duration.newBuilder().setSeconds(3_600));
    assertThat(counts(ask(agency, short1))).containsExactly(3L, 1L);
  }

  /// Plausible #5563: the rate of a filtered funnel was of all visitors.
  @Test
  void dividesByTheVisitorsThatTheFilterLeaves() {
    agency.ingest(
        visit("1", DAY + "T08:00:00Z", "blog", "anna").build(),
        visit("2", DAY + "T08:00:00Z", "mail", "bert").build(),
        visit("3", DAY + "T08:00:00Z", "mail", "carl").build(),
        event("4", DAY + "T09:00:00Z", Event.Type.FORM_SUBMIT, "anna").build(),
        event("5", DAY + "T09:00:00Z", Event.Type.FORM_SUBMIT, "bert").build());

    QueryFunnelResponse mail =
        ask(agency, visitToForm().addChannels("mail").setGroupBy(GroupBy.CHANNEL));

    assertThat(counts(mail)).containsExactly(2L, 1L);
    assertThat(mail.getSteps(1).getShareOfFirst()).isEqualTo(0.5);
    assertThat(mail.getGroupsList()).hasSize(1);
    QueryFunnelResponse all = ask(agency, visitToForm().setGroupBy(GroupBy.CHANNEL));
    assertThat(all.getGroups(0).getChannel()).isEqualTo("mail");
    assertThat(all.getGroups(0).getSteps(1).getShareOfFirst()).isEqualTo(0.5);
    assertThat(all.getChecksList())
        .filteredOn(check -> check.getKind() == FunnelCheck.Kind.GROUPS_SUM_TO_TOTAL)
        .hasSize(2)
        .allMatch(check -> check.getResult() == FunnelCheck.Result.PASSED);
  }

  /// Plausible #6260: a page filter gave more visitors than visits.
  @Test
  void countsAtMostTheVisitorsThatTheReportHas() {
    agency.ingest(
        visit("1", DAY + "T08:00:00Z", "blog", "anna").setUrl("https://a.example/x").build(),
        visit("2", DAY + "T09:00:00Z", "blog", "anna").setUrl("https://a.example/x").build(),
        visit("3", DAY + "T09:00:00Z", "mail", "bert").setUrl("https://a.example/y").build(),
        page("4", DAY + "T08:01:00Z", "/x", "anna"),
        page("5", DAY + "T08:02:00Z", "/x", "anna"));

    QueryFunnelResponse answer =
        ask(
            agency,
            request(DAY, DAY, step(Kind.VISIT).setPath("/x"), step(Kind.PAGE_VIEW).setPath("/x")));

    assertThat(counts(answer)).containsExactly(1L, 1L);
    QueryFunnelResponse blog =
        ask(agency, request(DAY, DAY, step(Kind.VISIT).setChannel("blog"), step(Kind.PAGE_VIEW)));
    assertThat(blog.getChecks(0).getKind()).isEqualTo(FunnelCheck.Kind.FIRST_STEP_EQUALS_REPORT);
    assertThat(blog.getChecks(0).getExpected()).isEqualTo(1);
    assertThat(agency.report(query(DAY, DAY).addGroupBy(Dimension.CHANNEL)).getRowsList())
        .filteredOn(row -> row.getChannel().equals("blog"))
        .singleElement()
        .satisfies(row -> assertThat(row.getFigures().getUniqueVisitors()).isEqualTo(1));
  }

  /// GoatCounter #460: which campaign leads to a conversion.
  @Test
  void comparesCampaignsUpToTheOrder() {
    agency.ingest(
        visit("1", DAY + "T08:00:00Z", "blog", "anna").setCampaign("autumn").build(),
        visit("2", DAY + "T09:00:00Z", "mail", "anna").setCampaign("winter").build(),
        visit("3", DAY + "T09:00:00Z", "mail", "bert").setCampaign("winter").build(),
        visit("4", DAY + "T09:00:00Z", "", "carl").build());
    agency.putStates(
        agency.own("leads/l", 1).setLead(lead(DAY + "T10:00:00Z", "anna")).build(),
        agency.own("orders/o", 1).setOrder(order(DAY + "T11:00:00Z").setLead("l")).build());

    QueryFunnelResponse answer =
        ask(
            agency,
            request(DAY, DAY, step(Kind.VISIT), step(Kind.LEAD), step(Kind.FIRST_ORDER))
                .setGroupBy(GroupBy.CAMPAIGN));

    assertThat(counts(answer)).containsExactly(3L, 1L, 1L);
    assertThat(answer.getGroupsList())
        .extracting(group ->
            group.getChannel() + '|' + group.getCampaign() + '|' + group.getSteps(2).getCount())
        .containsExactly("|" + "|0", "blog|autumn|1", "mail|winter|0");
  }

  @Test
  void followsPersonOverTwoDevices() {
    agency.ingest(visit("1", DAY + "T08:00:00Z", "blog", "phone").build());
    agency.ingest(visit("2", "2026-11-03T08:00:00Z", "", "laptop").build());
    agency.putStates(
        agency.own("leads/l", 1).setLead(lead(DAY + "T10:00:00Z", "phone")).build(),
        agency
            .own("orders/o", 1)
            .setOrder(order("2026-11-03T11:00:00Z").setLead("l").setVisitorId("laptop"))
            .build(),
        agency.own("orders/late", 1).setOrder(order("2026-11-04T11:00:00Z")).build());

    QueryFunnelResponse answer =
        ask(
            agency,
            request(DAY, "2026-11-03", step(Kind.VISIT), step(Kind.LEAD), step(Kind.ORDER)));

    assertThat(counts(answer)).containsExactly(1L, 1L, 1L);
    assertThat(answer.getMergedCount()).isEqualTo(1);
    assertThat(answer.getSteps(2).getUntracedCount()).isEqualTo(1);
    assertThat(answer.getChecks(0).getActual()).isEqualTo(2);
    assertThat(answer.getProved()).isTrue();
  }

  @Test
  void keepsVisitorsWithoutConsentApartAndWithinTheirDay() {
    Consumer<Event.Builder> denied = event -> event.setConsent(Event.Consent.DENIED);
    Event.Builder visit = visit("1", DAY + "T08:00:00Z", "blog", "x");
    Event.Builder form = event("2", DAY + "T09:00:00Z", Event.Type.FORM_SUBMIT, "x");
    Event.Builder later = event("3", "2026-11-03T09:00:00Z", Event.Type.FORM_SUBMIT, "y");
    Event.Builder other = visit("4", DAY + "T08:00:00Z", "blog", "y");
    List.of(visit, form, later, other).forEach(denied);
    agency.ingest(
        visit.build(),
        form.build(),
        later.build(),
        other.build(),
        visit("5", DAY + "T08:00:00Z", "blog").build());

    QueryFunnelResponse answer = ask(agency, visitToForm());

    assertThat(counts(answer)).containsExactly(0L, 0L);
    assertThat(answer.getAnonymous().getSteps(0).getCount()).isEqualTo(2);
    assertThat(answer.getAnonymous().getSteps(1).getCount()).isEqualTo(1);
    assertThat(answer.getSteps(0).getUntracedCount()).isEqualTo(1);
  }

  @Test
  void demandsTheNextThingWhenStrict() {
    agency.ingest(
        page("1", DAY + "T10:00:00Z", "/pricing", "anna"),
        page("2", DAY + "T10:01:00Z", "/blog", "anna"),
        page("3", DAY + "T10:02:00Z", "/contact", "anna"),
        page("4", DAY + "T10:00:00Z", "/pricing", "bert"),
        event("5", DAY + "T10:01:00Z", Event.Type.CUSTOM, "bert").setCustomType("play").build(),
        page("6", DAY + "T10:02:00Z", "/contact", "bert"));

    assertThat(counts(ask(agency, pricingToContact()))).containsExactly(2L, 2L);
    assertThat(counts(ask(agency, pricingToContact().setStrict(true)))).containsExactly(2L, 1L);
  }

  @Test
  void countsSessionsApart() {
    agency.ingest(
        page("1", DAY + "T10:00:00Z", "/pricing", "anna").toBuilder().setSessionId("a").build(),
        page("2", DAY + "T12:00:00Z", "/pricing", "anna").toBuilder().setSessionId("b").build(),
        page("3", DAY + "T12:01:00Z", "/contact", "anna").toBuilder().setSessionId("b").build(),
        page("4", DAY + "T12:00:00Z", "/pricing", "bert"));

    QueryFunnelResponse answer = ask(agency, pricingToContact().setCountBy(CountBy.SESSION));

    assertThat(counts(answer)).containsExactly(2L, 1L);
    assertThat(answer.getSteps(0).getUntracedCount()).isEqualTo(1);
    assertThat(answer.hasAnonymous()).isFalse();
  }

  @Test
  void suggestsPagesAndEventsThatWereSeen() {
    agency.ingest(
        page("1", DAY + "T10:00:00Z", "/pricing/", "anna"),
        page("2", DAY + "T10:00:00Z", "/Preise", "anna"),
        event("3", DAY + "T10:01:00Z", Event.Type.CUSTOM, "bert").setCustomType("play").build());
    ask(agency, pricingToContact());

    var all = as(agency, Role.ANALYST).suggestFunnelSteps(suggest(""));
    var some = as(agency, Role.ANALYST).suggestFunnelSteps(suggest("pR"));

    assertThat(all.getPathsList()).containsExactly("/Preise", "/pricing");
    assertThat(all.getEventNamesList()).containsExactly("play");
    assertThat(some.getPathsList()).hasSize(2);
    assertThat(some.getEventNamesList()).isEmpty();
  }

  @Test
  void namesWhatIsWrongWithTheQuestion() {
    refuses("steps[1].event_name", pricingToContact().setSteps(1, step(Kind.CUSTOM)));
    refuses(
        "steps[0].path: pricing (expected: a path",
        pricingToContact().setSteps(0, step(Kind.VISIT).setPath("pricing")));
    refuses(
        "steps[0].channel: blog (expected: nothing for PAGE_VIEW)",
        pricingToContact().setSteps(0, step(Kind.PAGE_VIEW).setChannel("blog")));
    refuses(
        "steps[1].kind: LEAD (expected: VISIT, PAGE_VIEW",
        pricingToContact().setSteps(1, step(Kind.LEAD)).setCountBy(CountBy.SESSION));
    refuses("window", pricingToContact().setWindow(Duration.newBuilder().setSeconds(60)));
    refuses("steps", request(DAY, DAY, step(Kind.VISIT)));
    refuses("to_date", pricingToContact().setToDate("2026-01-01"));
    refuses("steps[0].kind", pricingToContact().setSteps(0, FunnelStep.newBuilder()));
  }

  @Test
  void isForEverybodyWhoMayReadTheReportButPartners() {
    QueryFunnelRequest request = pricingToContact().setParent(agency.parent()).build();

    assertThat(as(agency, Role.CLIENT_VIEWER).queryFunnel(request).getStepsCount()).isEqualTo(2);
    assertThatThrownBy(() -> as(agency, Role.PARTNER).queryFunnel(request))
        .hasMessageContaining("PERMISSION_DENIED");
  }

  private void refuses(String message, QueryFunnelRequest.Builder request) {
    assertThatThrownBy(() -> ask(agency, request)).hasMessageContaining(message);
  }

  private static QueryFunnelRequest.Builder pricingToContact() {
    return request(
        DAY,
        DAY,
        step(Kind.PAGE_VIEW).setPath("/pricing"),
        step(Kind.PAGE_VIEW).setPath("/contact"));
  }

  private static QueryFunnelRequest.Builder visitToForm() {
    return request(DAY, DAY, step(Kind.VISIT), step(Kind.FORM_SUBMIT));
  }

  private SuggestFunnelStepsRequest suggest(String text) {
    return SuggestFunnelStepsRequest.newBuilder().setParent(agency.parent()).setText(text).build();
  }

  private static LeadState lead(String time, String visitor) {
    return LeadState.newBuilder().setCreateTime(time(time)).setVisitorId(visitor).build();
  }

  private static OrderState.Builder order(String time) {
    return OrderState.newBuilder().setOrderTime(time(time)).setTotal(euros(1_000));
  }
}
