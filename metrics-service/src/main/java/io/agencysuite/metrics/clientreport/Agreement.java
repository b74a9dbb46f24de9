package io.agencysuite.metrics.clientreport;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/// Holds the parts of a content against its whole.
final class Agreement {

  /// How many checks are made.
  static final int CHECKS = 10;

  private Agreement() {}

  /// What does not agree, each with both numbers.
  static List<String> failures(Content content) {
    List<String> failures = new ArrayList<>();
    long visits = content.total(Measure.VISITS).value();
    long revenue = content.total(Measure.NET_REVENUE).value();
    check(failures, "visits by day", sum(content.days(), Content.Day::visits), visits);
    check(failures, "net_revenue by day", sum(content.days(), Content.Day::netRevenue), revenue);
    check(
        failures,
        "posts by format",
        sum(content.formats(), Content.Format::posts),
        content.total(Measure.POSTS).value());
    for (Measure measure : List.of(Measure.VISITS, Measure.NET_REVENUE, Measure.MINUTES)) {
      check(
          failures,
          measure + " by channel",
          sum(content.channels(), channel -> channel.figure(measure).value()),
          content.total(measure).value());
    }
    Content.Credits credits = content.credits();
    check(failures, "first touch", sum(credits.rows(), Content.Credit::first), credits.total());
    check(failures, "last touch", sum(credits.rows(), Content.Credit::last), credits.total());
    check(failures, "linear", sum(credits.rows(), Content.Credit::linear), credits.total());
    check(failures, "position", sum(credits.rows(), Content.Credit::position), credits.total());
    return failures;
  }

  private static <T> long sum(List<T> rows, ToLongFunction<T> value) {
    return rows.stream().mapToLong(value).reduce(0, Math::addExact);
  }

  private static void check(List<String> failures, String what, long actual, long expected) {
    if (actual != expected) {
      failures.add(what + ": " + actual + " (expected: " + expected + ')');
    }
  }
}
