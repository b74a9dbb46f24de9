package io.agencysuite.gateway.upstream;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/// Knows whether somebody still waits for the answer. The servlet API has no word for it: over
/// HTTP/1.1 only a look at the connection tells, over HTTP/2 Tomcat notes the stream's reset.
public final class CallerPresence extends ValveBase {
  private static final String LOOK = CallerPresence.class.getName() + ".look";

  public CallerPresence() {
    super(true);
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    if (!"HTTP/2.0".equals(request.getProtocol())) {
      org.apache.coyote.Request connection = request.getCoyoteRequest();
      BooleanSupplier look = () -> isClosed(connection);
      request.setAttribute(LOOK, look);
    }
    getNext().invoke(request, response);
  }

  /// Looks without waiting. To be asked on the request's own thread after its body has been read.
  static boolean hasLeft(HttpServletRequest request) {
    return request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) != null
        || (request.getAttribute(LOOK) instanceof BooleanSupplier look && look.getAsBoolean());
  }

  /// A closed connection has its end to read whenever one looks, without anything in the buffer.
  /// The bytes of a next request are read once and kept for it.
  private static boolean isClosed(org.apache.coyote.Request connection) {
    return available(connection, true) > 0
        && available(connection, false) == 0
        && available(connection, true) > 0;
  }

  private static int available(org.apache.coyote.Request connection, boolean read) {
    connection.action(ActionCode.AVAILABLE, read);
    return connection.getAvailable();
  }
}
