package io.agencysuite.gateway.upstream;

import io.agencysuite.gateway.error.DoorException;
import io.agencysuite.gateway.error.DoorReason;
import io.agencysuite.gateway.transcode.Reason;
import io.agencysuite.gateway.transcode.TranscodingException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/// Length-prefixed messages, the only form that gRPC has on the wire. The limit holds for a message
/// as it comes and for what it unpacks to.
final class GrpcFrames {
  private final InputStream in;
  private final int max;
  private final boolean gzip;

  GrpcFrames(InputStream in, int max, @Nullable String encoding) {
    this.in = in;
    this.max = max;
    this.gzip = "gzip".equals(encoding);
    if (encoding != null && !gzip && !encoding.equals("identity")) {
      throw DoorException.of(DoorReason.ENCODING_UNSUPPORTED, encoding);
    }
  }

  /// The next message, null at the end of the request.
  byte @Nullable [] next() throws IOException {
    int flag = in.read();
    if (flag < 0) {
      return null;
    }
    byte[] prefix = in.readNBytes(4);
    if (prefix.length < 4 || flag > 1 || (flag == 1 && !gzip)) {
      throw DoorException.of(DoorReason.FRAME_INVALID);
    }
    long length = Integer.toUnsignedLong(ByteBuffer.wrap(prefix).getInt());
    if (length > max) {
      throw tooLarge();
    }
    byte[] message = in.readNBytes((int) length);
    if (message.length < length) {
      throw DoorException.of(DoorReason.FRAME_INVALID);
    }
    return flag == 0 ? message : unpacked(message);
  }

  static void write(OutputStream out, byte[] message) throws IOException {
    out.write(ByteBuffer.allocate(5).put((byte) 0).putInt(message.length).array());
    out.write(message);
  }

  private byte[] unpacked(byte[] message) throws IOException {
    try (InputStream plain = new GZIPInputStream(new ByteArrayInputStream(message))) {
      byte[] bytes = plain.readNBytes(max + 1);
      if (bytes.length > max) {
        throw tooLarge();
      }
      return bytes;
    } catch (ZipException | java.io.EOFException e) {
      throw DoorException.of(DoorReason.FRAME_INVALID);
    }
  }

  private TranscodingException tooLarge() {
    return TranscodingException.of(Reason.BODY_TOO_LARGE, Integer.toString(max));
  }
}
