package io.agencysuite.metrics.clientreport;

import java.util.ArrayList;
import java.util.List;

/// Says how far what was agreed was kept. The agency may change targets and the switch for hours
/// until it issues the report, so these sentences are not copied with the figures they follow from.
final class AgreementSentences {

  private final ClientReport report;
  private final Words words;

  AgreementSentences(ClientReport report, Words words) {
    this.report = report;
    this.words = words;
  }

  List<String> write() {
    List<String> sentences = new ArrayList<>();
    Content.Retainer retainer = report.content().retainer();
    if (!report.remarks().hoursHidden() && retainer.included() > 0) {
      long left = retainer.included() - retainer.worked();
      String key =
          left > 0 ? "say.retainer.left" : left < 0 ? "say.retainer.over" : "say.retainer.exact";
      sentences.add(
          words.text(
              key,
              words.hours(retainer.included()),
              words.hours(retainer.worked()),
              words.hours(Math.abs(left))));
    }
    List<ClientReport.Target> targets = report.remarks().targets();
    if (!targets.isEmpty()) {
      long reached = targets.stream().filter(this::isReached).count();
      sentences.add(
          words.text(reached > 1 ? "say.targets.many" : "say.targets", reached, targets.size()));
    }
    return sentences;
  }

  boolean isReached(ClientReport.Target target) {
    return report.content().total(target.measure()).value() >= target.value();
  }
}
