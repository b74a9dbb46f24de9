package io.agencysuite.metrics.stream;

import com.github.luben.zstd.Zstd;
import java.util.Arrays;

/// Compression of what is stored. Level 1 of Zstandard: several times faster than Deflate at the
/// same size.
final class Packing {

  private static final int LEVEL = 1;
  private static final int LARGEST = 256 * 1024 * 1024;

  private Packing() {}

  static byte[] pack(Wire wire) {
    byte[] packed = new byte[(int) Zstd.compressBound(wire.size())];
    long size =
        Zstd.compressByteArray(packed, 0, packed.length, wire.bytes(), 0, wire.size(), LEVEL);
    if (Zstd.isError(size)) {
      throw new IllegalStateException("cannot pack: " + Zstd.getErrorName(size));
    }
    return Arrays.copyOf(packed, (int) size);
  }

  static byte[] unpack(byte[] packed) {
    long size = Zstd.getFrameContentSize(packed);
    if (size < 0 || size > LARGEST) {
      throw new IllegalArgumentException(
          "packed size: " + size + " (expected: 0.." + LARGEST + ")");
    }
    return Zstd.decompress(packed, (int) size);
  }
}
