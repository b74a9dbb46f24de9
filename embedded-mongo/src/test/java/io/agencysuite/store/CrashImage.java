package io.agencysuite.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A copy of a running store's files: what a crash at this moment would leave behind. */
final class CrashImage {

  private CrashImage() {}

  static Path take(Path directory, Path copy) {
    try {
      if (Files.exists(copy)) {
        try (Stream<Path> old = Files.walk(copy)) {
          for (Path file : old.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(file);
          }
        }
      }
      Files.createDirectories(copy);
      try (Stream<Path> files = Files.list(directory)) {
        for (Path file : files.toList()) {
          copyIfThere(file, copy.resolve(file.getFileName()));
        }
      }
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The room for the next segment is renamed when it is ready; it holds nothing yet. */
  private static void copyIfThere(Path file, Path copy) throws IOException {
    try {
      Files.copy(file, copy);
    } catch (NoSuchFileException e) {
      if (!file.toString().endsWith(".new")) {
        throw e;
      }
    }
  }

  /** The oldest log file that holds records. */
  static Path log(Path directory) throws IOException {
    List<Path> files = LogSegment.list(directory);
    return files.getFirst();
  }
}
