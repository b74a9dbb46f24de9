package io.agencysuite.gateway.upstream;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;

/// Whether somebody still waits for the answer.
final class CallerPresence {

  private CallerPresence() {}

  static boolean hasLeft(HttpServletRequest request) {
    // Tomcat leaves the reset of an HTTP/2 stream, also by a broken connection, here.
    return request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) != null;
  }
}
