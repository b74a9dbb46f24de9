package io.agencysuite.metrics.document;

import com.openhtmltopdf.extend.FSSupplier;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.svgsupport.BatikSVGDrawer;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Objects;
import java.util.TimeZone;
import java.util.logging.Level;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;

/// Prints XHTML as tagged PDF with embedded fonts. It loads nothing from outside, and the same page
/// and time always make the same bytes.
public final class PdfPrinter {

  private static final String FAMILY = "Source Sans 3";
  private static final int REGULAR = 400;
  private static final int BOLD = 600;

  static {
    XRLog.listRegisteredLoggers().forEach(logger -> XRLog.setLevel(logger, Level.SEVERE));
  }

  private PdfPrinter() {}

  /// @param time the document's date
  public static byte[] print(String xhtml, Instant time) {
    PdfRendererBuilder builder = new PdfRendererBuilder();
    builder.withHtmlContent(xhtml, null);
    builder.useFont(font("SourceSans3-Regular.ttf"), FAMILY, REGULAR, FontStyle.NORMAL, true);
    builder.useFont(font("SourceSans3-SemiBold.ttf"), FAMILY, BOLD, FontStyle.NORMAL, true);
    builder.usePdfUaAccessibility(true);
    builder.withProducer("Agency Suite");
    builder.useUriResolver((base, uri) -> uri.startsWith("data:image/") ? uri : null);
    builder.useExternalResourceAccessControl(
        (uri, type) -> uri != null && uri.startsWith("data:image/"),
        ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI);
    try (BatikSVGDrawer svg = new BatikSVGDrawer()) {
      builder.useSVGDrawer(svg);
      return print(builder, time);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot print", e);
    }
  }

  private static byte[] print(PdfRendererBuilder builder, Instant time) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(65_536);
    builder.toStream(bytes);
    try (PdfBoxRenderer renderer = builder.buildPdfRenderer()) {
      renderer.createPDFWithoutClosing();
      PDDocument document = renderer.getPdfDocument();
      PDDocumentInformation information = document.getDocumentInformation();
      Calendar date = GregorianCalendar.from(time.atZone(ZoneOffset.UTC));
      date.setTimeZone(TimeZone.getTimeZone("UTC"));
      information.setCreationDate(date);
      information.setModificationDate(date);
      document.setDocumentId(time.toEpochMilli());
      document.save(bytes);
    }
    return bytes.toByteArray();
  }

  private static FSSupplier<InputStream> font(String file) {
    return () -> Objects.requireNonNull(PdfPrinter.class.getResourceAsStream(file), file);
  }
}
