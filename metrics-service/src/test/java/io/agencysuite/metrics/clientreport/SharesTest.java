package io.agencysuite.metrics.clientreport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agencysuite.kit.error.FailedPrecondition;
import io.agencysuite.kit.error.NotFound;
import io.agencysuite.kit.mongo.Claims;
import io.agencysuite.kit.mongo.Key;
import io.agencysuite.kit.page.PageRequest;
import io.agencysuite.kit.test.AdjustableClock;
import io.agencysuite.kit.test.StoreExtension;
import io.agencysuite.kit.time.Ids;
import io.agencysuite.metrics.branding.Branding;
import io.agencysuite.metrics.clientreport.ClientReport.Language;
import io.agencysuite.metrics.clientreport.ClientReport.State;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SharesTest {

  @RegisterExtension static final StoreExtension STORE = new StoreExtension();

  private static final Instant START = Instant.parse("2026-11-02T08:00:00Z");

  private final AdjustableClock clock = new AdjustableClock(START);
  private final SplittableRandom random = new SplittableRandom(11);
  private final Ids ids = new Ids(clock, random);
  private final Key report = ClientReportStore.key("nordlicht", "brauhaus", ids.next());
  private @Nullable Shares shares;

  @BeforeEach
  void store() {
    ClientReportStore reports = new ClientReportStore(STORE.database());
    ShareStore stored = new ShareStore(STORE.database(), new Claims(STORE.database(), clock));
    reports.insertOnce(report, report(State.ISSUED, START));
    shares = new Shares(stored, reports, ids, clock, random::nextBytes);
  }

  @Test
  void opensUntilItExpires() {
    Shares.NewShare link = shares().make(report, 0);
    assertThat(link.secret()).matches("[A-Za-z0-9_-]{43}");

    clock.advance(Duration.ofDays(30).minusMillis(1));
    assertThat(shares().open(link.secret(), true).month()).isEqualTo("2026-10");
    assertThat(shares().open(link.secret(), false).month()).isEqualTo("2026-10");
    clock.advance(Duration.ofMillis(1));

    assertThatThrownBy(() -> shares().open(link.secret(), true)).isInstanceOf(NotFound.class);
    assertThat(shares().list(report, page()).items())
        .singleElement()
        .satisfies(share -> {
          assertThat(share.value().views()).isEqualTo(1);
          assertThat(share.value().lastView()).isEqualTo(clock.instant().minusMillis(1));
        });
  }

  @Test
  void answersAlikeForEveryLinkThatOpensNothing() {
    Shares.NewShare link = shares().make(report, 366);
    String id = ShareStore.id(link.share().key());

    shares().revoke(report, id);

    for (String secret :
        List.of(link.secret(), "", "x", "A".repeat(43), link.secret() + "A", "../".repeat(9))) {
      assertThatThrownBy(() -> shares().open(secret, true))
          .isInstanceOf(NotFound.class)
          .hasMessage(NotFound.resource("/c/...").getMessage());
    }
    assertThatThrownBy(() -> shares().revoke(report, "nothing")).isInstanceOf(NotFound.class);
  }

  @Test
  void keepsNoSecret() {
    Shares.NewShare link = shares().make(report, 1);

    for (String collection : STORE.database().listCollectionNames()) {
      for (var document : STORE.database().getCollection(collection).find()) {
        assertThat(document.toJson()).doesNotContain(link.secret());
      }
    }
  }

  @Test
  void sharesNoDraft() {
    Key draft = ClientReportStore.key("nordlicht", "brauhaus", ids.next());
    new ClientReportStore(STORE.database()).insertOnce(draft, report(State.DRAFT, null));

    assertThatThrownBy(() -> shares().make(draft, 0)).isInstanceOf(FailedPrecondition.class);
  }

  private Shares shares() {
    Shares ready = shares;
    if (ready == null) {
      throw new IllegalStateException("store() runs first");
    }
    return ready;
  }

  private static PageRequest page() {
    return PageRequest.of(0, "");
  }

  private static ClientReport report(State state, @Nullable Instant issued) {
    return new ClientReport(
        "2026-10",
        Language.GERMAN,
        new ClientReport.Remarks("", List.of(), false),
        ClientReport.Lineage.FIRST,
        empty(),
        new Branding("", "", "", "", ""),
        state,
        START,
        issued);
  }

  static Content empty() {
    return new Content(
        LocalDate.parse("2026-10-01"),
        LocalDate.parse("2026-10-31"),
        "Brauhaus",
        "EUR",
        "Europe/Berlin",
        START,
        new Content.Known(true, 0, 0, START, 1, List.of()),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        new Content.Credits(List.of(), 0, 0, 0),
        List.of(),
        new Content.Retainer(null, 0, 0),
        List.of());
  }
}
