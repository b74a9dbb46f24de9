package io.agencysuite.metrics.clientreport;

import io.agencysuite.metrics.clientreport.ClientReport.Language;
import io.agencysuite.metrics.state.Client;
import io.agencysuite.metrics.v1.ComputeAttributionResponse;
import io.agencysuite.metrics.v1.QueryReportResponse;
import io.agencysuite.metrics.v1.QueryVanityResponse;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;

/// Copies a month. As the answers are asked one after the other, they may be of different moments
/// while something is being counted; then their parts do not sum to the whole, and they are asked
/// again.
final class MonthMessages {

  private static final int TRIES = 3;

  private final MonthGrpcClient months;
  private final FactMessages facts;

  MonthMessages(MonthGrpcClient months, FactMessages facts) {
    this.months = months;
    this.facts = facts;
  }

  /// Whose month is wanted, and in which language.
  record Wanted(String tenant, String id, Client client, YearMonth month, Language language) {}

  /// What they answered.
  ///
  /// @param channels the month by channel, beside the month before, counted anew
  /// @param year the month as a whole, beside the year before
  /// @param days the month by day
  /// @param formats the month by format
  record Answers(
      QueryReportResponse channels,
      QueryReportResponse year,
      QueryReportResponse days,
      QueryReportResponse formats,
      ComputeAttributionResponse credits,
      QueryVanityResponse worths) {}

  Content copy(Wanted wanted, Instant now) {
    for (int attempt = 1; ; attempt++) {
      Answers answers = months.ask(wanted.id(), wanted.month());
      long worked = answers.channels().getTotals().getMinutes();
      Content content =
          new CopyMessages(answers, facts.channels(wanted.tenant(), wanted.id()))
              .content(wanted, facts.retainer(wanted.tenant(), wanted.id(), worked), now);
      List<String> failures = Agreement.failures(content);
      if (failures.isEmpty() || attempt == TRIES) {
        return content.failing(failures);
      }
    }
  }
}
