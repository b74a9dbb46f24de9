package io.agencysuite.gateway.upstream;

import com.google.common.net.PercentEscaper;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/// A gRPC answer over HTTP/2: headers, messages, and the status in the trailers.
final class NativeResponse {
  private static final Metadata.Key<byte[]> DETAILS =
      Metadata.Key.of("grpc-status-details-bin", Metadata.BINARY_BYTE_MARSHALLER);
  private static final PercentEscaper MESSAGE =
      new PercentEscaper("-._~!$&'()*+,;=:@/?# []{}<>\"\\^`|", false);

  private final HttpServletResponse response;
  private final Map<String, String> trailers = new HashMap<>();

  NativeResponse(HttpServletResponse response) {
    this.response = response;
    response.setStatus(200);
    response.setContentType("application/grpc");
    response.setHeader("grpc-accept-encoding", "identity,gzip");
    response.setTrailerFields(() -> trailers);
  }

  void headers(Metadata headers) {
    if (!response.isCommitted()) {
      NativeHeaders.forEach(headers, response::addHeader);
    }
  }

  void message(byte[] message, boolean flush) throws IOException {
    GrpcFrames.write(response.getOutputStream(), message);
    if (flush) {
      response.flushBuffer();
    }
  }

  void end(Metadata own) throws IOException {
    trailers.putAll(NativeHeaders.trailers(own));
    trailers.put("grpc-status", "0");
    response.getOutputStream().close();
  }

  void end(StatusRuntimeException failure) throws IOException {
    Metadata own = failure.getTrailers();
    if (own != null) {
      trailers.putAll(NativeHeaders.trailers(own));
      byte[] details = own.get(DETAILS);
      if (details != null) {
        trailers.put(DETAILS.name(), Base64.getEncoder().withoutPadding().encodeToString(details));
      }
    }
    Status status = failure.getStatus();
    trailers.put("grpc-status", Integer.toString(status.getCode().value()));
    String said = status.getDescription();
    if (said != null) {
      trailers.put("grpc-message", MESSAGE.escape(said));
    }
    response.getOutputStream().close();
  }
}
