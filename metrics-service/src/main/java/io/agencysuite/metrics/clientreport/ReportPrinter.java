package io.agencysuite.metrics.clientreport;

import io.agencysuite.kit.error.ResourceExhausted;
import io.agencysuite.metrics.document.PdfPrinter;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Makes pages and PDFs of reports. A PDF takes some tens of megabytes while it is made, so few are
/// made at once and the others wait a little.
final class ReportPrinter {

  private static final int AT_ONCE = 2;
  private static final long PATIENCE_SECONDS = 8;

  private final Semaphore running = new Semaphore(AT_ONCE);

  /// @param pdf address of the PDF; empty to offer none
  String html(ClientReport report, String pdf) {
    return ReportPage.forBrowser(report, pdf);
  }

  byte[] pdf(ClientReport report) {
    boolean turn = false;
    try {
      turn = running.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (!turn) {
        throw new ResourceExhausted(
            "LIMIT_REACHED", "more than " + AT_ONCE + " PDFs at once (expected: a later try)");
      }
      return PdfPrinter.print(ReportPage.forPrinter(report), report.createTime());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    } finally {
      if (turn) {
        running.release();
      }
    }
  }
}
