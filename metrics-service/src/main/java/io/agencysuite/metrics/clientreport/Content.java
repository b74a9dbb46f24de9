package io.agencysuite.metrics.clientreport;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a report says: copied once, never changed.
///
/// @param to last day, included
/// @param asOf when it was copied
/// @param totals each measure once
/// @param channels they sum to the totals
public record Content(
    LocalDate from,
    LocalDate to,
    String client,
    String currency,
    String timeZone,
    Instant asOf,
    Known known,
    List<String> summary,
    List<Figure> totals,
    List<Channel> channels,
    List<Day> days,
    List<Format> formats,
    Credits credits,
    List<Worth> worths,
    Retainer retainer,
    List<OtherMoney> otherMoney) {

  public Content {
    summary = List.copyOf(summary);
    totals = List.copyOf(totals);
    channels = List.copyOf(channels);
    days = List.copyOf(days);
    formats = List.copyOf(formats);
    worths = List.copyOf(worths);
    otherMoney = List.copyOf(otherMoney);
  }

  /// How much of what was received is in it, and how it was checked.
  ///
  /// @param failed the checks that failed, each with both numbers
  public record Known(
      boolean complete,
      long pending,
      long parked,
      Instant applied,
      int checks,
      List<String> failed) {

    public Known {
      failed = List.copyOf(failed);
    }
  }

  /// Where something came from.
  ///
  /// @param id empty for direct or unknown
  /// @param name empty for direct or unknown
  /// @param other all that are not listed themselves
  public record Place(String id, String name, boolean other) {}

  /// The figures of a channel.
  public record Channel(Place place, List<Figure> figures) {

    public Channel {
      figures = List.copyOf(figures);
    }

    Figure figure(Measure measure) {
      return Figure.of(figures, measure);
    }
  }

  /// A day of the month.
  public record Day(LocalDate date, long visits, long netRevenue) {}

  /// Posts of a format; empty when unknown.
  public record Format(String format, long posts) {}

  /// Net revenue of the month's orders by four rules.
  ///
  /// @param total what each rule sums to
  /// @param withJourney orders whose journey is known
  public record Credits(List<Credit> rows, long total, long orders, long withJourney) {

    public Credits {
      rows = List.copyOf(rows);
    }

    /// True if all rules say the same of every channel.
    boolean agree() {
      return rows.stream()
          .allMatch(row ->
              row.first() == row.last()
                  && row.first() == row.linear()
                  && row.first() == row.position());
    }
  }

  /// What a channel gets by each rule.
  public record Credit(Place place, long first, long last, long linear, long position) {

    Credit plus(Place of, Credit more) {
      return new Credit(
          of,
          Math.addExact(first, more.first),
          Math.addExact(last, more.last),
          Math.addExact(linear, more.linear),
          Math.addExact(position, more.position));
    }
  }

  /// What is known of the worth of a network's number.
  ///
  /// @param metric name of the number on the wire
  /// @param verdict name of the verdict on the wire
  public record Worth(String metric, String verdict, String text) {}

  /// Hours against what the retainer covers.
  ///
  /// @param fee a month, in minor units; null when none is agreed
  /// @param included minutes a month; 0 when none are agreed
  public record Retainer(@Nullable Long fee, long included, long worked) {}

  /// Money in another currency, in no other figure.
  public record OtherMoney(String currency, long revenue, long refunds, long adCost) {}

  Figure total(Measure measure) {
    return Figure.of(totals, measure);
  }

  Content saying(List<String> sentences) {
    return new Content(
        from,
        to,
        client,
        currency,
        timeZone,
        asOf,
        known,
        sentences,
        totals,
        channels,
        days,
        formats,
        credits,
        worths,
        retainer,
        otherMoney);
  }

  /// The same with more checks that failed.
  Content failing(List<String> more) {
    List<String> failed = new ArrayList<>(known.failed());
    failed.addAll(more);
    Known with =
        new Known(
            known.complete(),
            known.pending(),
            known.parked(),
            known.applied(),
            known.checks(),
            failed);
    return new Content(
        from,
        to,
        client,
        currency,
        timeZone,
        asOf,
        with,
        summary,
        totals,
        channels,
        days,
        formats,
        credits,
        worths,
        retainer,
        otherMoney);
  }
}
