package io.agencysuite.proof;

import io.agencysuite.system.Rooms;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Writes down what a proof has shown, so that anybody can run it again: command, commit, figures.
final class Evidence {

  private Evidence() {}

  /// A stream that shows what it is given and keeps it for the page.
  static PrintStream kept(ByteArrayOutputStream kept) {
    OutputStream both =
        new OutputStream() {
          @Override
          public void write(int value) {
            System.out.write(value);
            kept.write(value);
          }
        };
    return new PrintStream(both, true, StandardCharsets.UTF_8);
  }

  /// The page of a proof under `docs/evidence`.
  static Path page(String proof) {
    return Rooms.root().resolve("docs/evidence").resolve(proof + ".md");
  }

  static void write(
      Path file, String title, String command, String place, String result, String legend) {
    String page =
        """
        # %s

        - Command: `%s`
        - Commit: `%s`
        - Where: %s, %d cores; no figure here was taken on MongoDB

        ```
        %s```

        %s
        """
            .formatted(
                title,
                command,
                commit(),
                place,
                Runtime.getRuntime().availableProcessors(),
                result,
                legend);
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.writeString(file, page);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  private static String commit() {
    try {
      Process git =
          new ProcessBuilder("git", "rev-parse", "HEAD")
              .directory(Rooms.root().toFile())
              .redirectErrorStream(true)
              .start();
      return new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      return "unknown";
    }
  }
}
