package io.agencysuite.metrics.clientreport;

import io.agencysuite.common.v1.Money;
import io.agencysuite.kit.error.InvalidArgument;
import io.agencysuite.kit.mongo.Key;
import io.agencysuite.kit.mongo.Stored;
import io.agencysuite.metrics.clientreport.ClientReport.Language;
import io.agencysuite.metrics.clientreport.ClientReport.Remarks;
import io.agencysuite.metrics.clientreport.ClientReport.Target;
import io.agencysuite.metrics.state.TimeMessages;
import io.agencysuite.metrics.v1.ClientReport.State;
import io.agencysuite.metrics.v1.ClientReportDifference;
import io.agencysuite.metrics.v1.ReportMeasure;
import io.agencysuite.metrics.v1.ReportTarget;

/// Client reports to and from the wire.
final class ClientReportMessages {

  private ClientReportMessages() {}

  /// With everything in it.
  static io.agencysuite.metrics.v1.ClientReport whole(Stored<ClientReport> stored) {
    return listed(stored).toBuilder()
        .setContent(new ContentMessages(stored.value()).content())
        .build();
  }

  /// Without its content.
  static io.agencysuite.metrics.v1.ClientReport listed(Stored<ClientReport> stored) {
    Key key = stored.key();
    ClientReport report = stored.value();
    ClientReport.Lineage lineage = report.lineage();
    var message =
        remarks(report.remarks()).toBuilder()
            .setName(ClientReportStore.name(key))
            .setMonth(report.month())
            .setLanguage(language(report.language()))
            .setReplaces(name(key, lineage.replaces()))
            .setState(report.isIssued() ? State.ISSUED : State.DRAFT)
            .setVersion(lineage.version())
            .setReplacedBy(name(key, lineage.replacedBy()))
            .setCreateTime(TimeMessages.timestamp(report.createTime()))
            .setEtag(stored.etag());
    lineage.differences().forEach(difference -> message.addDifferences(difference(difference)));
    if (report.issueTime() != null) {
      message.setIssueTime(TimeMessages.timestamp(report.issueTime()));
    }
    return message.build();
  }

  /// What can be changed of a draft.
  static io.agencysuite.metrics.v1.ClientReport remarks(Remarks remarks) {
    var message =
        io.agencysuite.metrics.v1.ClientReport.newBuilder()
            .setComment(remarks.comment())
            .setHoursHidden(remarks.hoursHidden());
    for (Target target : remarks.targets()) {
      message.addTargets(
          ReportTarget.newBuilder().setMeasure(measure(target.measure())).setValue(target.value()));
    }
    return message.build();
  }

  static Remarks remarks(io.agencysuite.metrics.v1.ClientReport message) {
    long measures =
        message.getTargetsList().stream().map(ReportTarget::getMeasure).distinct().count();
    if (measures != message.getTargetsCount()) {
      throw InvalidArgument.field("targets", "a measure twice", "each measure once");
    }
    return new Remarks(
        message.getComment().strip(),
        message.getTargetsList().stream()
            .map(target -> new Target(measure(target.getMeasure()), target.getValue()))
            .toList(),
        message.getHoursHidden());
  }

  static Language language(io.agencysuite.metrics.v1.ClientReport.Language language) {
    return switch (language) {
      case LANGUAGE_UNSPECIFIED, GERMAN -> Language.GERMAN;
      case ENGLISH -> Language.ENGLISH;
      case UNRECOGNIZED -> throw InvalidArgument.field("language", language, "GERMAN or ENGLISH");
    };
  }

  static io.agencysuite.metrics.v1.ClientReport.Language language(Language language) {
    return switch (language) {
      case GERMAN -> io.agencysuite.metrics.v1.ClientReport.Language.GERMAN;
      case ENGLISH -> io.agencysuite.metrics.v1.ClientReport.Language.ENGLISH;
    };
  }

  /// The names are the same, which the test of this class holds.
  static ReportMeasure measure(Measure measure) {
    return ReportMeasure.valueOf(measure.name());
  }

  static Measure measure(ReportMeasure measure) {
    return Measure.valueOf(measure.name());
  }

  static Money money(long minorUnits, String currency) {
    return Money.newBuilder().setMinorUnits(minorUnits).setCurrencyCode(currency).build();
  }

  private static String name(Key key, String id) {
    return id.isEmpty()
        ? ""
        : ClientReportStore.name(ClientReportStore.key(key.tenant(), key.client(), id));
  }

  private static ClientReportDifference difference(ClientReport.Difference difference) {
    return ClientReportDifference.newBuilder()
        .setMeasure(measure(difference.measure()))
        .setChannel(difference.channel().name())
        .setBefore(difference.before())
        .setAfter(difference.after())
        .build();
  }
}
