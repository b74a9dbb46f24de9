package io.agencysuite.gateway.guard;

import io.agencysuite.gateway.error.DoorReason;
import io.agencysuite.gateway.error.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.coyote.Adapter;
import org.apache.coyote.Request;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.http.FastHttpDateFormat;
import org.apache.tomcat.util.http.MimeHeaders;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/// Writes a refusal itself, because Tomcat closes the connection with every 503: refused callers
/// would then all connect anew, which costs an overloaded door more than the refusal. And ends
/// connections whose request line and headers do not come in time: Tomcat bounds each silence, not
/// the whole.
final class DoorProcessor extends Http11Processor {
  private static final String NAME = DoorProcessor.class.getName();
  private static final int BODY_MAX = 16 << 10;

  private final DoorProtocol door;

  /// The connection whose head has begun and is not complete; null between heads.
  private @Nullable SocketWrapperBase<?> reading;

  private long since;

  DoorProcessor(DoorProtocol protocol, Adapter adapter) {
    super(protocol, new DoorAdapter(adapter));
    this.door = protocol;
  }

  /// Runs whenever something has come, which may be a single byte of a head.
  @Override
  public SocketState service(SocketWrapperBase<?> socket) throws IOException {
    long now = door.nanos();
    if (!socket.equals(reading)) {
      reading = socket;
      since = now;
    } else if (left(now) <= 0) {
      reading = null;
      send(socket, Map.of("Connection", "close"), Problems.unread(DoorReason.HEAD_TOO_SLOW), true);
      return SocketState.CLOSED;
    }
    SocketState state = super.service(socket);
    if (state != SocketState.LONG) {
      reading = null;
    } else if (reading != null) {
      socket.setReadTimeout(Math.clamp(left(now), 1, door.getConnectionTimeout()));
    }
    return state;
  }

  private long left(long now) {
    return door.headTime().toMillis() - (now - since) / 1_000_000;
  }

  /// Answers the problem; the connection stays open where that is possible.
  static void answer(
      HttpServletRequest request, HttpServletResponse response, Problems.Rendered problem)
      throws IOException {
    if (request.getAttribute(NAME) instanceof DoorProcessor processor && processor.mayStay()) {
      processor.write(request, response, problem);
    } else {
      Problems.write(response, problem);
    }
  }

  /// True when the request was refused and answered.
  static boolean refuses(Request request) throws IOException {
    return request.getAttribute(NAME) instanceof DoorProcessor processor && processor.refuses();
  }

  private boolean refuses() throws IOException {
    EarlyRefusal early = door.earlyRefusal();
    EarlyRefusal.Refusal refusal = early == null || !mayStay() ? null : early.of(request);
    if (refusal == null) {
      return false;
    }
    write(refusal.headers(), refusal.problem(), !request.getMethod().equals("HEAD"));
    return true;
  }

  /// Tomcat asks for it once for every request.
  @Override
  public Adapter getAdapter() {
    SocketWrapperBase<?> complete = reading;
    if (complete != null) {
      complete.setReadTimeout(door.getConnectionTimeout());
      reading = null;
    }
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

  private void write(
      HttpServletRequest refused, HttpServletResponse answer, Problems.Rendered problem)
      throws IOException {
    Map<String, String> headers = new LinkedHashMap<>();
    answer
        .getHeaderNames()
        .forEach(name -> headers.put(name, String.join(", ", answer.getHeaders(name))));
    write(headers, problem, !refused.getMethod().equals("HEAD"));
  }

  private void write(Map<String, String> headers, Problems.Rendered problem, boolean withBody)
      throws IOException {
    headers.put("Date", FastHttpDateFormat.getCurrentDate());
    response.setCommitted(true);
    send(getSocketWrapper(), headers, problem, withBody);
  }

  private static void send(
      SocketWrapperBase<?> socket,
      Map<String, String> headers,
      Problems.Rendered problem,
      boolean withBody)
      throws IOException {
    StringBuilder head = new StringBuilder(640);
    head.append("HTTP/1.1 ").append(problem.status()).append(" \r\n");
    headers.forEach((name, value) -> header(head, name, value));
    problem.headers().forEach((name, value) -> header(head, name, value));
    header(head, "Content-Length", Integer.toString(problem.body().size()));
    head.append("\r\n");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1_024);
    bytes.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    if (withBody) {
      problem.body().writeTo(bytes);
    }
    socket.write(true, bytes.toByteArray(), 0, bytes.size());
    socket.flush(true);
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
