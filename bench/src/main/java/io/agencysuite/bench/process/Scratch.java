package io.agencysuite.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A folder of one benchmark, gone with it: gigabytes of events must not pile up.
 *
 * @param folder below `.agency`, so that it lies on the disk of the checkout
 */
public record Scratch(Path folder) implements AutoCloseable {

  /** A new, empty folder whose name begins like this. */
  public static Scratch of(String name) throws IOException {
    Path parent = Files.createDirectories(Path.of(".agency").toAbsolutePath());
    return new Scratch(Files.createTempDirectory(parent, name));
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
