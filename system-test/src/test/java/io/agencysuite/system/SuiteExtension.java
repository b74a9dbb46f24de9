package io.agencysuite.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Hands tests the suite: one at `-Dagency.url`, or one for all tests of the run, stopped at its
/// end. Its logs lie under `target/suite`.
public final class SuiteExtension implements ParameterResolver {

  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(SuiteExtension.class);

  /// What the store closes at the end of the run.
  private record Shared(Suite suite) implements AutoCloseable {
    @Override
    public void close() {
      suite.close();
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
        .computeIfAbsent("suite", _ -> new Shared(start()), Shared.class)
        .suite();
  }

  private static Suite start() {
    Suite running = Suite.running();
    if (running != null) {
      return running;
    }
    long start = System.nanoTime();
    Suite suite = Suite.start(fresh(), Suite.Layout.SINGLE);
    System.out.printf(
        "suite started in %.1f s at %s%n",
        (System.nanoTime() - start) / 1e9, suite.doors().getFirst());
    return suite;
  }

  private static Path fresh() {
    Path target = Rooms.root().resolve("system-test").resolve("target");
    try {
      return Files.createTempDirectory(Files.createDirectories(target), "suite");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("cannot make a folder in " + target, e);
    }
  }
}
