package io.agencysuite.metrics.report;

import io.agencysuite.metrics.state.TimeMessages;
import io.agencysuite.metrics.v1.WatchTodayResponse;
import java.time.LocalDate;

/// A day's figures to the wire.
final class WatchMessages {

  private WatchMessages() {}

  static WatchTodayResponse response(String client, LocalDate day, ReportAnswer answer) {
    return WatchTodayResponse.newBuilder()
        .setClient(client)
        .setDate(day.toString())
        .setFigures(new ReportMessages(answer).totals())
        .setCurrencyCode(answer.vantage().client().currencyCode())
        .setAppliedTime(TimeMessages.timestamp(answer.vantage().progress().appliedTo()))
        .build();
  }
}
