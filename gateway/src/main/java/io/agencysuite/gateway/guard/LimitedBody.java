package io.agencysuite.gateway.guard;

import io.agencysuite.gateway.transcode.TranscodingException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// A body that is refused as soon as it grows over its limit.
final class LimitedBody extends FilterInputStream {
  private final int max;
  private long read;

  LimitedBody(InputStream in, int max) {
    super(in);
    this.max = max;
  }

  @Override
  public int read() throws IOException {
    int octet = in.read();
    count(octet < 0 ? 0 : 1);
    return octet;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int got = in.read(into, offset, length);
    count(Math.max(0, got));
    return got;
  }

  private void count(int octets) throws TranscodingException {
    read += octets;
    if (read > max) {
      throw BodyReader.tooLarge(max);
    }
  }
}
