package io.agencysuite.metrics.stream;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/// Which stream a client belongs to. The number of streams is part of the stored data.
public final class Streams {

  public static final int COUNT = 64;

  private Streams() {}

  public static int of(String tenant, String client) {
    CRC32C crc = new CRC32C();
    crc.update((tenant + '/' + client).getBytes(StandardCharsets.UTF_8));
    return (int) (crc.getValue() % COUNT);
  }
}
