package io.agencysuite.gateway.guard;

import io.agencysuite.gateway.error.DoorException;
import io.agencysuite.gateway.error.DoorReason;
import io.agencysuite.gateway.error.ProblemResolver;
import io.agencysuite.gateway.error.Problems;
import io.agencysuite.gateway.transcode.Reason;
import io.agencysuite.gateway.transcode.RouteTable;
import io.agencysuite.gateway.transcode.TranscodingException;
import io.agencysuite.kit.time.Ids;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The outermost filter: request id, security headers, the route by method and raw path, and the
/// last catch for whatever fails.
public final class DoorFilter implements Filter {
  private static final String MATCH = DoorFilter.class.getName() + ".match";
  private static final String RESPONSE = DoorFilter.class.getName() + ".response";
  static final String REQUEST_ID = "X-Request-Id";

  /// Those of every answer.
  static final Map<String, String> SECURITY_HEADERS =
      Map.of(
          "X-Content-Type-Options",
          "nosniff",
          "Referrer-Policy",
          "no-referrer",
          "X-Frame-Options",
          "DENY",
          "Content-Security-Policy",
          "default-src 'none'; frame-ancestors 'none'");

  private static final Pattern WELL_FORMED_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private final KnownPaths paths;
  private final Ids ids;
  private final Cors cors;
  private final CallerAddress addresses;
  private final int urlMax;

  public DoorFilter(
      KnownPaths paths, Ids ids, Cors cors, CallerAddress addresses, LimitSettings limits) {
    this.paths = paths;
    this.ids = ids;
    this.cors = cors;
    this.addresses = addresses;
    this.urlMax = limits.url();
  }

  /// The route of a request; null when none matched.
  public static RouteTable.@Nullable Match match(HttpServletRequest request) {
    return (RouteTable.Match) request.getAttribute(MATCH);
  }

  /// Puts a header on the answer, whatever the answer will be.
  public static void header(HttpServletRequest request, String name, String value) {
    if (request.getAttribute(RESPONSE) instanceof HttpServletResponse response) {
      response.setHeader(name, value);
    }
  }

  /// The caller's id of a request when it is well-formed, or a new one.
  static String requestId(@Nullable String given, Ids ids) {
    return given != null && WELL_FORMED_ID.matcher(given).matches() ? given : ids.next();
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    filter((HttpServletRequest) request, (HttpServletResponse) response, chain);
  }

  private void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String id = requestId(request.getHeader(REQUEST_ID), ids);
    request.setAttribute(Problems.REQUEST_ID, id);
    request.setAttribute(RESPONSE, response);
    response.setHeader(REQUEST_ID, id);
    SECURITY_HEADERS.forEach(response::setHeader);
    if (addresses.isSecure(request)) {
      response.setHeader("Strict-Transport-Security", "max-age=31536000");
    }
    try {
      checkLength(request);
      if (cors.preflight(request, response)) {
        return;
      }
      route(request);
      cors.answer(request, response);
      chain.doFilter(request, response);
    } catch (IOException | ServletException | RuntimeException e) {
      if (response.isCommitted()) {
        throw e;
      }
      Problems.write(request, response, e);
    }
  }

  private void checkLength(HttpServletRequest request) {
    String query = request.getQueryString();
    int length = request.getRequestURI().length() + (query == null ? 0 : query.length() + 1);
    if (length > urlMax) {
      throw DoorException.of(
          DoorReason.URL_TOO_LONG, Integer.toString(length), Integer.toString(urlMax));
    }
  }

  /// An unknown path may still be one of the door's own, so a miss is only remembered.
  private void route(HttpServletRequest request) {
    String path = request.getRequestURI();
    refuseTrace(request.getMethod(), path);
    try {
      RouteTable.Match match = paths.table().find(request.getMethod(), path);
      request.setAttribute(MATCH, match);
      request.setAttribute(Problems.ROUTE, match.route());
    } catch (TranscodingException e) {
      if (e.reason() == Reason.MALFORMED_PATH) {
        throw e;
      }
      String own = paths.own(path);
      request.setAttribute(
          ProblemResolver.MISS,
          own.isEmpty() ? e : TranscodingException.methodNotAllowed(request.getMethod(), own));
    }
  }

  /// Nothing behind this filter may answer it: servlets send the request back, cookies and all.
  private void refuseTrace(String method, String path) {
    if (method.equals("TRACE")) {
      String allow = paths.allow(path);
      throw allow.isEmpty()
          ? TranscodingException.of(Reason.ROUTE_NOT_FOUND, path)
          : TranscodingException.methodNotAllowed(method, allow);
    }
  }
}
