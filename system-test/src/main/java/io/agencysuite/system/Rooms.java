package io.agencysuite.system;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Where the repository, its built jars and the shared data are.
public final class Rooms {

  private Rooms() {}

  /// The repository: `-Dagency.root`, or the folder above this one that holds the rooms.
  public static Path root() {
    String given = System.getProperty("agency.root");
    Path folder = Path.of(given == null ? "" : given).toAbsolutePath();
    for (Path up = folder; up != null; up = up.getParent()) {
      if (Files.isRegularFile(up.resolve("system-test/pom.xml"))) {
        return up;
      }
    }
    throw new IllegalStateException(
        folder + ": not inside the repository (expected: a folder with system-test/pom.xml)");
  }

  /// The runnable jar of a room; empty when it was not built.
  public static Optional<Path> jar(String room) {
    Path jar = root().resolve(room).resolve("target").resolve(room + ".jar");
    return Files.isRegularFile(jar) ? Optional.of(jar) : Optional.empty();
  }

  /// A file of the real data beside the repository; empty where the folder is not there.
  public static Optional<Path> shared(String file) {
    Path path = root().resolveSibling("shared").resolve("data").resolve(file);
    return Files.isRegularFile(path) ? Optional.of(path) : Optional.empty();
  }
}
