package io.agencysuite.metrics.clientreport;

import io.agencysuite.kit.error.FailedPrecondition;
import io.agencysuite.metrics.branding.Branding;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What the agency hands to a client about a month.
///
/// @param month `YYYY-MM`
/// @param issueTime null for a draft
public record ClientReport(
    String month,
    Language language,
    Remarks remarks,
    Lineage lineage,
    Content content,
    Branding branding,
    State state,
    Instant createTime,
    @Nullable Instant issueTime) {

  /// Lifecycle.
  public enum State {
    DRAFT,
    ISSUED
  }

  /// Language of texts, numbers and dates.
  public enum Language {
    GERMAN,
    ENGLISH
  }

  /// What the agency may change until it issues the report.
  public record Remarks(String comment, List<Target> targets, boolean hoursHidden) {

    public Remarks {
      targets = List.copyOf(targets);
      if (targets.stream().map(Target::measure).distinct().count() != targets.size()) {
        throw new IllegalArgumentException("a measure has two targets");
      }
    }
  }

  /// What was to be reached.
  public record Target(Measure measure, long value) {}

  /// Corrections of one another.
  ///
  /// @param replaces id of the report that this one corrects; empty for none
  /// @param replacedBy id of the report that corrects this one; empty for none
  public record Lineage(
      int version, String replaces, String replacedBy, List<Difference> differences) {

    static final Lineage FIRST = new Lineage(1, "", "", List.of());

    public Lineage {
      differences = List.copyOf(differences);
    }
  }

  /// A figure that was another one in the report that was replaced.
  ///
  /// @param channel empty for the whole month
  public record Difference(Measure measure, Content.Place channel, long before, long after) {}

  public ClientReport {
    Objects.requireNonNull(month);
    Objects.requireNonNull(language);
    if ((state == State.ISSUED) != (issueTime != null)) {
      throw new IllegalArgumentException(state + " with issue time " + issueTime);
    }
  }

  YearMonth yearMonth() {
    return YearMonth.parse(month);
  }

  boolean isIssued() {
    return state == State.ISSUED;
  }

  ClientReport remarked(Remarks newRemarks) {
    requireDraft();
    return new ClientReport(
        month, language, newRemarks, lineage, content, branding, state, createTime, issueTime);
  }

  ClientReport issued(Instant now) {
    requireDraft();
    if (!content.known().failed().isEmpty()) {
      throw forbidden("its figures contradict each other: " + content.known().failed());
    }
    return new ClientReport(
        month, language, remarks, lineage, content, branding, State.ISSUED, createTime, now);
  }

  /// The same, corrected by another; the first one that is issued.
  ClientReport replacedBy(String id) {
    requireReplaceable();
    Lineage next = new Lineage(lineage.version(), lineage.replaces(), id, lineage.differences());
    return new ClientReport(
        month, language, remarks, next, content, branding, state, createTime, issueTime);
  }

  void requireReplaceable() {
    if (!isIssued()) {
      throw forbidden("it is a draft (expected: an issued report to replace)");
    }
    if (!lineage.replacedBy().isEmpty()) {
      throw forbidden("it is replaced by " + lineage.replacedBy() + " (expected: the newest)");
    }
  }

  void requireDraft() {
    if (isIssued()) {
      throw forbidden("it is issued (expected: a draft)");
    }
  }

  private FailedPrecondition forbidden(String why) {
    return new FailedPrecondition("STATE_FORBIDS", "the report of " + month + ": " + why);
  }
}
