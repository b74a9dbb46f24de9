package io.agencysuite.gateway.error;

import com.google.protobuf.ByteString;
import io.agencysuite.gateway.transcode.FieldPaths;
import io.agencysuite.gateway.transcode.HttpRoute;
import io.grpc.StatusRuntimeException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Writes failures as `application/problem+json`.
public final class Problems {
  /// Request attribute that holds the request id.
  public static final String REQUEST_ID = Problems.class.getName() + ".requestId";

  /// Request attribute that holds the route, once it is known: its caller hears of fields by the
  /// names of JSON, not of the proto.
  public static final String ROUTE = Problems.class.getName() + ".route";

  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
  private static final String CONTENT_TYPE = "application/problem+json";
  private static final JsonFactory JSON = new JsonFactory();

  private Problems() {}

  /// Answers the failure. Nothing may have been written to the response before.
  public static void write(
      HttpServletRequest request, HttpServletResponse response, Throwable failure)
      throws IOException {
    Problem problem = translate(request, failure);
    if (problem.status() >= 500 && problem.reason().equals(DoorReason.INTERNAL.name())) {
      LOG.error("request {} failed", requestId(request), failure);
    }
    write(request, response, problem);
  }

  /// Answers a status that the servlet container chose by itself.
  public static void write(HttpServletRequest request, HttpServletResponse response, int status)
      throws IOException {
    write(request, response, ProblemTranslator.ofHttpStatus(status, locale(request)));
  }

  /// The document alone, for a stream that breaks after its first message.
  public static byte[] document(HttpServletRequest request, Throwable failure) {
    return json(request, translate(request, failure));
  }

  /// The failure as a native gRPC call ends with it. The service's own trailers stay.
  public static StatusRuntimeException status(HttpServletRequest request, Throwable failure) {
    Problem problem = translate(request, failure);
    if (problem.reason().equals(DoorReason.INTERNAL.name())) {
      LOG.error("request {} failed", requestId(request), failure);
    }
    return RpcStatuses.of(problem, failure);
  }

  /// A failure as an answer that can be kept.
  public record Rendered(int status, Map<String, String> headers, ByteString body) {}

  /// The whole answer, for whoever keeps it.
  public static Rendered render(HttpServletRequest request, Throwable failure) {
    return render(request, translate(request, failure));
  }

  private static Problem translate(HttpServletRequest request, Throwable failure) {
    return ProblemTranslator.translate(
        failure,
        locale(request),
        path ->
            request.getAttribute(ROUTE) instanceof HttpRoute route
                ? FieldPaths.sent(route, request.getQueryString(), path)
                : path);
  }

  /// The answer to a request that was never read as far as its path and language.
  public static Rendered unread(DoorReason reason) {
    return prepare(DoorException.of(reason)).at("/", "");
  }

  /// A failure whose words are the same for everybody, translated once.
  public static Prepared prepare(DoorException failure) {
    return new Prepared(
        ProblemTranslator.translate(failure, Locale.ROOT, UnaryOperator.identity()));
  }

  /// A failure that lacks only where it happened.
  public static final class Prepared {
    private final Problem problem;

    private Prepared(Problem problem) {
      this.problem = problem;
    }

    public Rendered at(String path, String requestId) {
      return render(problem, json(path, requestId, problem));
    }
  }

  private static Rendered render(HttpServletRequest request, Problem problem) {
    return render(problem, json(request, problem));
  }

  private static Rendered render(Problem problem, byte[] json) {
    Map<String, String> headers = new LinkedHashMap<>(problem.headers());
    if (problem.status() == 401) {
      headers.put("WWW-Authenticate", "Bearer realm=\"agency\"");
    }
    headers.put("Content-Type", CONTENT_TYPE);
    headers.put("Cache-Control", "no-store");
    return new Rendered(problem.status(), headers, ByteString.copyFrom(json));
  }

  private static void write(
      HttpServletRequest request, HttpServletResponse response, Problem problem)
      throws IOException {
    write(response, render(request, problem));
  }

  /// Answers what was rendered. Nothing may have been written to the response before.
  public static void write(HttpServletResponse response, Rendered rendered) throws IOException {
    response.resetBuffer();
    response.setStatus(rendered.status());
    rendered.headers().forEach(response::setHeader);
    response.setContentLength(rendered.body().size());
    rendered.body().writeTo(response.getOutputStream());
    response.flushBuffer();
  }

  private static byte[] json(HttpServletRequest request, Problem problem) {
    String path = Objects.requireNonNullElse(request.getRequestURI(), "/");
    return json(path, requestId(request), problem);
  }

  private static byte[] json(String instance, String requestId, Problem problem) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
      out.writeStartObject();
      out.writeStringProperty("type", problem.type());
      out.writeStringProperty("title", problem.title());
      out.writeNumberProperty("status", problem.status());
      out.writeStringProperty("detail", problem.detail());
      out.writeStringProperty("instance", instance);
      out.writeStringProperty("code", problem.code());
      if (!problem.reason().isEmpty()) {
        out.writeStringProperty("reason", problem.reason());
        out.writeStringProperty("domain", problem.domain());
      }
      out.writeName("errors");
      out.writeStartArray();
      for (Problem.FieldError error : problem.errors()) {
        out.writeStartObject();
        out.writeStringProperty("field", error.field());
        out.writeStringProperty("message", error.message());
        out.writeEndObject();
      }
      out.writeEndArray();
      out.writeStringProperty("requestId", requestId);
      out.writeEndObject();
    }
    return bytes.toByteArray();
  }

  private static String requestId(HttpServletRequest request) {
    return request.getAttribute(REQUEST_ID) instanceof String id ? id : "";
  }

  private static Locale locale(HttpServletRequest request) {
    boolean german =
        request.getHeader("Accept-Language") != null
            && request.getLocale().getLanguage().equals(Locale.GERMAN.getLanguage());
    return german ? Locale.GERMAN : Locale.ROOT;
  }
}
