package io.agencysuite.bench.ingest;

import io.agencysuite.metrics.v1.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.Stream;

/** One way to make events durable exactly once. */
interface IngestWay extends AutoCloseable {

  String name();

  /** What an acknowledgement means. */
  String durability();

  /**
   * Sends batches from one writer until there is none, and returns when all are acknowledged.
   *
   * @param batches the batch of a number, empty after the last
   */
  void write(LongFunction<List<Event>> batches) throws Exception;

  /** Waits until what was acknowledged can be asked for, and says how many events those are. */
  long counted() throws Exception;

  Duration cpu();

  long residentBytes() throws IOException;

  Path directory();

  @Override
  void close() throws IOException;

  default long bytesOnDisk() throws IOException {
    try (Stream<Path> files = Files.walk(directory())) {
      return files.mapToLong(file -> file.toFile().isFile() ? file.toFile().length() : 0).sum();
    }
  }

  /** Resident memory of processes, in bytes. */
  static long resident(Stream<Long> pids) throws IOException {
    long sum = 0;
    for (long pid : pids.toList()) {
      Path status = Path.of("/proc", Long.toString(pid), "status");
      if (Files.exists(status)) {
        sum +=
            Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
                .sum();
      }
    }
    return sum;
  }
}
