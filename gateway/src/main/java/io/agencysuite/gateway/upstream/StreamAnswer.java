package io.agencysuite.gateway.upstream;

import com.google.protobuf.DynamicMessage;
import io.agencysuite.gateway.error.Problems;
import io.agencysuite.gateway.transcode.HttpRoute;
import io.agencysuite.gateway.transcode.StreamFormat;
import io.agencysuite.gateway.transcode.Transcoder;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.BlockingClientCall;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.server.mvc.handler.GatewayServerResponse;
import org.springframework.web.servlet.function.ServerResponse;

/// Writes a server stream as it comes. The first message is awaited before the status line, so that
/// an early failure is an ordinary problem document; a later one is the last element, and then the
/// connection breaks. A caller that leaves cancels the call.
final class StreamAnswer {
  private static final long LOOK_MILLIS = 500;
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

  private final Backend backend;
  private final Transcoder transcoder;
  private final HttpRoute route;
  private final Duration heartbeat;

  StreamAnswer(Backend backend, Transcoder transcoder, HttpRoute route, Duration heartbeat) {
    this.backend = backend;
    this.transcoder = transcoder;
    this.route = route;
    this.heartbeat = heartbeat;
  }

  private record Running(
      BlockingClientCall<DynamicMessage, DynamicMessage> call,
      StreamFormat format,
      long start,
      StreamLife life,
      HttpServletRequest caller) {}

  ServerResponse open(
      MethodDescriptor<DynamicMessage, DynamicMessage> method,
      DynamicMessage message,
      Metadata headers,
      StreamLife life,
      HttpServletRequest request) {
    String accept = Objects.requireNonNullElse(request.getHeader("Accept"), "");
    long start = backend.acquire();
    Running running =
        new Running(
            backend.stream(method, message, headers, life.longest()),
            StreamFormat.accepted(accept),
            start,
            life,
            request);
    boolean events = running.format() == StreamFormat.EVENTS && !route.answersRawBytes();
    DynamicMessage first = events ? null : next(running, null);
    String contentType =
        !route.answersRawBytes()
            ? running.format().contentType()
            : first == null
                ? "application/octet-stream"
                : Transcoder.raw(route, first).contentType();
    if (request.getMethod().equals("HEAD")) {
      running.call().cancel("only the headers were asked for", null);
    }
    return GatewayServerResponse.ok()
        .header("Content-Type", contentType)
        .header("Cache-Control", "no-store")
        .header("X-Accel-Buffering", "no")
        .build((req, response) -> {
          if (!req.getMethod().equals("HEAD")) {
            write(running, first, req, response);
          }
          return null;
        });
  }

  private void write(
      Running running,
      @Nullable DynamicMessage first,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    StreamFormat format = running.format();
    OutputStream out = response.getOutputStream();
    boolean raw = route.answersRawBytes();
    long number = lastEventId(request);
    boolean empty = true;
    try {
      if (!raw) {
        out.write(format.opening());
        response.flushBuffer();
      }
      DynamicMessage message =
          first == null && format == StreamFormat.EVENTS && !raw ? next(running, response) : first;
      while (message != null) {
        number++;
        if (raw) {
          Transcoder.raw(route, message).data().writeTo(out);
        } else {
          out.write(format.element(empty, number, transcoder.json(route, message)));
        }
        response.flushBuffer();
        empty = false;
        message = next(running, response);
      }
      if (!raw) {
        out.write(format.closing());
      }
    } catch (StatusRuntimeException e) {
      if (!raw) {
        out.write(format.error(empty, Problems.document(request, e)));
      }
      response.flushBuffer();
      throw new IOException("the stream broke: " + e.getStatus().getCode(), e);
    } catch (IOException e) {
      running.call().cancel("the caller has left", e);
      backend.abandoned();
      throw e;
    }
  }

  /// The next message, null at the end; an idle event stream is kept alive meanwhile.
  private @Nullable DynamicMessage next(Running running, @Nullable HttpServletResponse response) {
    long look = Math.min(heartbeat.toMillis(), LOOK_MILLIS);
    long quiet = 0;
    while (true) {
      try {
        DynamicMessage message = running.call().read(look, TimeUnit.MILLISECONDS);
        if (message == null) {
          backend.succeeded(running.start());
        }
        return message;
      } catch (TimeoutException e) {
        quiet += look;
        if (CallerPresence.hasLeft(running.caller())) {
          running.call().cancel("the caller has left", e);
        } else if (quiet >= heartbeat.toMillis()) {
          quiet = 0;
          beat(running, response);
        }
      } catch (StatusException e) {
        if (running.life().ofCredential()
            && e.getStatus().getCode() == Status.Code.DEADLINE_EXCEEDED) {
          backend.succeeded(running.start());
          return null;
        }
        StatusRuntimeException failure = e.getStatus().asRuntimeException(e.getTrailers());
        backend.report(failure, running.start(), Duration.ZERO);
        throw failure;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        running.call().cancel("interrupted", e);
        throw Status.CANCELLED.withCause(e).asRuntimeException();
      }
    }
  }

  private static void beat(Running running, @Nullable HttpServletResponse response) {
    if (response != null && running.format() == StreamFormat.EVENTS) {
      try {
        response.getOutputStream().write(running.format().heartbeat());
        response.flushBuffer();
      } catch (IOException e) {
        running.call().cancel("the caller has left", e);
      }
    }
  }

  private static long lastEventId(HttpServletRequest request) {
    String id = request.getHeader("Last-Event-ID");
    return id != null && NUMBER.matcher(id).matches() ? Long.parseLong(id) : 0;
  }
}
