package io.agencysuite.metrics.spend;

import java.time.Instant;
import java.util.List;

/// An import and how far it is.
///
/// @param next first entry, or change, that the present state has not done yet
/// @param statedMinorUnits what the file's own total row says; -1 without one
public record SpendImport(
    String displayName,
    Layout layout,
    String encoding,
    String defaultChannel,
    State state,
    int next,
    Counts counts,
    List<DayTotal> days,
    List<CurrencyTotal> currencies,
    long statedMinorUnits,
    List<String> campaigns,
    Instant createTime,
    Instant updateTime) {

  /// Lifecycle of an import.
  public enum State {
    CHECKING,
    READY,
    UNMAPPED,
    WRITING,
    SUCCEEDED,
    REVERTING,
    REVERTED,
    CANCELLED;

    boolean works() {
      return this == CHECKING || this == WRITING || this == REVERTING;
    }
  }

  /// How many of what.
  public record Counts(
      int rows,
      int totalRows,
      int refused,
      int entries,
      int created,
      int changed,
      int unchanged,
      int kept) {

    static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, 0);

    Counts plus(int moreCreated, int moreChanged, int moreUnchanged) {
      return new Counts(
          rows,
          totalRows,
          refused,
          entries,
          created + moreCreated,
          changed + moreChanged,
          unchanged + moreUnchanged,
          kept);
    }

    Counts keeping(int more) {
      return new Counts(
          rows, totalRows, refused, entries, created, changed, unchanged, kept + more);
    }

    Counts fresh() {
      return new Counts(rows, totalRows, refused, entries, 0, 0, 0, 0);
    }
  }

  /// Money of one day and currency.
  public record DayTotal(String day, String currency, long minorUnits, long before) {}

  /// Money of the whole file in one currency.
  public record CurrencyTotal(String currency, long minorUnits, long before, int changedDays) {}

  public SpendImport {
    days = List.copyOf(days);
    currencies = List.copyOf(currencies);
    campaigns = List.copyOf(campaigns);
  }

  /// A commit counts anew what the check foretold.
  SpendImport entering(State nextState, Instant now) {
    return with(nextState, 0, nextState == State.WRITING ? counts.fresh() : counts, now);
  }

  SpendImport advanced(State nextState, int nextEntry, Counts nextCounts, Instant now) {
    return with(nextState, nextEntry, nextCounts, now);
  }

  SpendImport checked(
      Counts found,
      List<DayTotal> foundDays,
      List<CurrencyTotal> foundCurrencies,
      long stated,
      List<String> foundCampaigns,
      Instant now) {
    return new SpendImport(
        displayName,
        layout,
        encoding,
        defaultChannel,
        State.READY,
        0,
        found,
        foundDays,
        foundCurrencies,
        stated,
        foundCampaigns,
        createTime,
        now);
  }

  private SpendImport with(State nextState, int nextEntry, Counts nextCounts, Instant now) {
    return new SpendImport(
        displayName,
        layout,
        encoding,
        defaultChannel,
        nextState,
        nextEntry,
        nextCounts,
        days,
        currencies,
        statedMinorUnits,
        campaigns,
        createTime,
        now);
  }
}
