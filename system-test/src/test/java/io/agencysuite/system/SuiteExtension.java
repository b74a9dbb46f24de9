package io.agencysuite.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Hands tests the suite: one at `-Dagency.url`, or one for all tests of the run, stopped at its
/// end. Its logs stay in a folder `target/suite*`, its stores do not.
public final class SuiteExtension implements ParameterResolver {

  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(SuiteExtension.class);

  /// What the store closes at the end of the run.
  private record Shared(Suite suite, @Nullable Path folder) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      suite.close();
      if (folder != null) {
        deleteStores(folder);
      }
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Suite.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent("suite", _ -> start(), Shared.class)
        .suite();
  }

  private static Shared start() {
    Suite running = Suite.running();
    if (running != null) {
      return new Shared(running, null);
    }
    long start = System.nanoTime();
    Path folder = fresh();
    Suite suite = Suite.start(folder, Suite.Layout.SINGLE);
    System.out.printf(
        "suite started in %.1f s at %s%n",
        (System.nanoTime() - start) / 1e9, suite.doors().getFirst());
    return new Shared(suite, folder);
  }

  private static void deleteStores(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      List<Path> deepestFirst =
          paths
              .filter(path -> !path.startsWith(folder.resolve("logs")) && !path.equals(folder))
              .sorted(Comparator.reverseOrder())
              .toList();
      for (Path path : deepestFirst) {
        Files.delete(path);
      }
    }
  }

  private static Path fresh() {
    Path target = Rooms.root().resolve("system-test").resolve("target");
    try {
      return Files.createTempDirectory(Files.createDirectories(target), "suite");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a folder in " + target, e);
    }
  }
}
