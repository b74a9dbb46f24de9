package io.agencysuite.gateway.guard;

import io.agencysuite.gateway.error.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.coyote.Adapter;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.http.FastHttpDateFormat;
import org.apache.tomcat.util.http.MimeHeaders;

/// Writes a refusal itself, because Tomcat closes the connection with every 503: refused callers
/// would then all connect anew, which costs an overloaded door more than the refusal.
final class DoorProcessor extends Http11Processor {
  private static final String NAME = DoorProcessor.class.getName();
  private static final int BODY_MAX = 16 << 10;

  DoorProcessor(AbstractHttp11Protocol<?> protocol, Adapter adapter) {
    super(protocol, adapter);
  }

  /// Answers the problem; the connection stays open where that is possible.
  static void answer(
      HttpServletRequest request, HttpServletResponse response, Problems.Rendered problem)
      throws IOException {
    if (request.getAttribute(NAME) instanceof DoorProcessor processor && processor.mayStay()) {
      processor.write(response, problem);
    } else {
      Problems.write(response, problem);
    }
  }

  /// Tomcat asks for it once for every request.
  @Override
  public Adapter getAdapter() {
    request.setAttribute(NAME, this);
    return super.getAdapter();
  }

  /// What is left of a small body is swallowed at the end of the request.
  private boolean mayStay() {
    MimeHeaders headers = request.getMimeHeaders();
    String connection = headers.getHeader("Connection");
    return "HTTP/1.1".equals(request.protocol().toString())
        && (connection == null || connection.equalsIgnoreCase("keep-alive"))
        && headers.getHeader("Expect") == null
        && headers.getHeader("Transfer-Encoding") == null
        && request.getContentLengthLong() <= BODY_MAX;
  }

  private void write(HttpServletResponse servletResponse, Problems.Rendered problem)
      throws IOException {
    StringBuilder head = new StringBuilder(640);
    head.append("HTTP/1.1 ").append(problem.status()).append(" \r\n");
    for (String name : servletResponse.getHeaderNames()) {
      servletResponse.getHeaders(name).forEach(value -> header(head, name, value));
    }
    problem.headers().forEach((name, value) -> header(head, name, value));
    header(head, "Content-Length", Integer.toString(problem.body().size()));
    header(head, "Date", FastHttpDateFormat.getCurrentDate());
    head.append("\r\n");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1_024);
    bytes.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    if (!request.getMethod().equals("HEAD")) {
      problem.body().writeTo(bytes);
    }
    response.setCommitted(true);
    getSocketWrapper().write(true, bytes.toByteArray(), 0, bytes.size());
    getSocketWrapper().flush(true);
  }

  private static void header(StringBuilder head, String name, String value) {
    head.append(name).append(": ");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      head.append(c < ' ' || c >= 0x7f ? ' ' : c);
    }
    head.append("\r\n");
  }
}
