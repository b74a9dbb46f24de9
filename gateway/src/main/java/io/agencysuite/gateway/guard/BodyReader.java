package io.agencysuite.gateway.guard;

import com.google.protobuf.Descriptors.MethodDescriptor;
import io.agencysuite.gateway.transcode.Reason;
import io.agencysuite.gateway.transcode.TranscodingException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.util.unit.DataSize;

/// Reads a request body up to its limit: the declared length is checked first, the real one anyway.
public final class BodyReader {
  private final LimitSettings limits;

  public BodyReader(LimitSettings limits) {
    this.limits = limits;
  }

  /// The body of a call.
  public byte[] read(HttpServletRequest request, MethodDescriptor rpc) throws IOException {
    return read(request, limit(rpc));
  }

  /// How many bytes a message of a call may have.
  public int max(MethodDescriptor rpc) {
    return max(limit(rpc));
  }

  private DataSize limit(MethodDescriptor rpc) {
    return limits.bodyOf().getOrDefault(rpc.getFullName(), limits.body());
  }

  private static int max(DataSize limit) {
    return (int) Math.min(limit.toBytes(), Integer.MAX_VALUE - 16);
  }

  /// The body of anything else.
  public byte[] read(HttpServletRequest request, DataSize limit) throws IOException {
    int max = max(limit);
    check(request, max);
    byte[] body = request.getInputStream().readNBytes(max + 1);
    if (body.length > max) {
      throw tooLarge(max);
    }
    return body;
  }

  /// The body of a call that takes it as it comes.
  public InputStream stream(HttpServletRequest request, MethodDescriptor rpc) throws IOException {
    int max = max(rpc);
    check(request, max);
    return new LimitedBody(request.getInputStream(), max);
  }

  private static void check(HttpServletRequest request, int max) {
    String encoding = request.getHeader("Content-Encoding");
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      throw TranscodingException.of(
          Reason.UNSUPPORTED_MEDIA_TYPE, "Content-Encoding " + encoding, "identity");
    }
    if (request.getContentLengthLong() > max) {
      throw tooLarge(max);
    }
  }

  static TranscodingException tooLarge(int max) {
    return TranscodingException.of(Reason.BODY_TOO_LARGE, Integer.toString(max));
  }
}
