package io.agencysuite.bench.gateway;

import java.io.IOException;

/** Keeps a number of requests under way for a while, each sent when the one before is answered. */
interface Load extends AutoCloseable {

  /** Requests under way at any time. */
  int CONNECTIONS = 16;

  /** Runs for so long and says how long each request took, in nanoseconds. */
  Latencies run(double seconds) throws Exception;

  @Override
  void close() throws IOException;
}
