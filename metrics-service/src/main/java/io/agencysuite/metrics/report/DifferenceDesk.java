package io.agencysuite.metrics.report;

import io.agencysuite.kit.error.InvalidArgument;
import io.agencysuite.kit.identity.Identity;
import io.agencysuite.kit.page.Page;
import io.agencysuite.kit.page.PageRequest;
import io.agencysuite.metrics.report.Difference.Kind;
import io.agencysuite.metrics.report.DifferenceAnswer.Totals;
import io.agencysuite.metrics.stream.LedgerStore;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Component;

/// Finds what makes the difference between two reports.
@Component
final class DifferenceDesk {

  private final Vantages vantages;
  private final LedgerStore ledger;

  DifferenceDesk(Vantages vantages, LedgerStore ledger) {
    this.vantages = vantages;
    this.ledger = ledger;
  }

  DifferenceAnswer compare(Identity caller, DifferenceOrder order, PageRequest page) {
    LocalDate first = order.before();
    order
        .after()
        .filter(first::isAfter)
        .ifPresent(day -> {
          throw InvalidArgument.field("as_of_after", day, "not before as_of_before " + first);
        });
    Sight sight = Sight.of(caller, order.client());
    String tenant = caller.tenant();
    DifferenceSide before =
        new DifferenceSide(vantages.asOf(tenant, order.client(), first), order.query(), sight);
    Vantage later =
        order
            .after()
            .map(day -> vantages.asOf(tenant, order.client(), day))
            .orElseGet(() -> vantages.now(tenant, order.client(), order.waitForApplied()));
    DifferenceSide after = new DifferenceSide(later, order.query(), sight);
    DifferenceReader reader = new DifferenceReader(ledger, before, after, page.size() + 1);
    List<Difference> found = reader.after(kind(page.after()), id(page.after()));
    return new DifferenceAnswer(
        order.client(),
        Page.cut(found, page, Difference::position),
        sight,
        new Totals(before.vantage, before.totals()),
        new Totals(later, after.totals()));
  }

  private static Kind kind(List<String> position) {
    if (position.isEmpty()) {
      return Kind.ORDER;
    }
    try {
      return Kind.valueOf(position.getFirst());
    } catch (IllegalArgumentException e) {
      throw InvalidArgument.field(
          "page_token", position.getFirst(), "the next_page_token of the page before");
    }
  }

  private static String id(List<String> position) {
    return position.isEmpty() ? "" : position.getLast();
  }
}
