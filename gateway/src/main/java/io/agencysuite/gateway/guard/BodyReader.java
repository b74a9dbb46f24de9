package io.agencysuite.gateway.guard;

import com.google.protobuf.Descriptors.MethodDescriptor;
import io.agencysuite.gateway.error.DoorException;
import io.agencysuite.gateway.error.DoorReason;
import io.agencysuite.gateway.transcode.Reason;
import io.agencysuite.gateway.transcode.TranscodingException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.Locale;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.springframework.util.unit.DataSize;

/// Reads a request body up to its limit: the declared length is checked first, the real one anyway,
/// and of a compressed one the length before and after. A body that comes too slowly is not waited
/// for.
public final class BodyReader {
  private static final int CHUNK = 16_384;

  /// Below this size a body may be as compressible as it likes.
  private static final int RATIO_FROM = 1 << 20;

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
    String encoding =
        Objects.requireNonNullElse(request.getHeader("Content-Encoding"), "identity")
            .strip()
            .toLowerCase(Locale.ROOT);
    int max = max(limit);
    return switch (encoding) {
      case "identity", "" -> encoded(request, max);
      case "gzip", "x-gzip" -> decoded(encoded(request, max), max);
      default -> {
        DoorFilter.header(request, "Accept-Encoding", "gzip, identity");
        throw TranscodingException.of(
            Reason.UNSUPPORTED_MEDIA_TYPE, "Content-Encoding " + encoding, "identity or gzip");
      }
    };
  }

  private byte[] encoded(HttpServletRequest request, int max) throws IOException {
    long declared = request.getContentLengthLong();
    if (declared > max) {
      throw tooLarge(max);
    }
    if (declared == 0) {
      return new byte[0];
    }
    InputStream in = request.getInputStream();
    ByteArrayOutputStream all = new ByteArrayOutputStream(Math.clamp(declared, 512, CHUNK * 4));
    byte[] chunk = new byte[Math.clamp(declared, 512, CHUNK)];
    long start = System.nanoTime();
    try {
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        all.write(chunk, 0, n);
        if (all.size() > max) {
          throw tooLarge(max);
        }
        checkRate(all.size(), start);
      }
    } catch (SocketTimeoutException e) {
      throw tooSlow(all.size());
    }
    return all.toByteArray();
  }

  private void checkRate(int size, long start) {
    double seconds = (System.nanoTime() - start) / 1e9;
    if (seconds > limits.patience().toMillis() / 1e3
        && size / seconds < limits.bodyRate().toBytes()) {
      throw tooSlow(size);
    }
  }

  private byte[] decoded(byte[] encoded, int max) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream(Math.min(max, encoded.length * 4));
    byte[] chunk = new byte[CHUNK];
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(encoded), CHUNK)) {
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        all.write(chunk, 0, n);
        if (all.size() > max) {
          throw tooLarge(max);
        }
        if (all.size() > RATIO_FROM && all.size() / encoded.length > limits.bodyRatio()) {
          throw DoorException.of(
              DoorReason.BODY_TOO_DENSE,
              Integer.toString(encoded.length),
              Integer.toString(limits.bodyRatio()));
        }
      }
    } catch (ZipException | EOFException e) {
      throw DoorException.of(DoorReason.BODY_NOT_GZIP);
    }
    return all.toByteArray();
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

  private DoorException tooSlow(int size) {
    return DoorException.of(
            DoorReason.BODY_TOO_SLOW,
            Integer.toString(size),
            Long.toString(limits.bodyRate().toBytes()))
        .with("Connection", "close");
  }
}
