package io.agencysuite.system;

import io.agencysuite.rest.Rest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The suite as real processes on loopback, or one that runs already.
///
/// Started here it uses the jars as they are built, free ports and a folder of its own; whoever
/// starts it closes it.
public final class Suite implements AutoCloseable {

  /// How many processes there are.
  public enum Layout {
    /// One of each service, each with the store in its own process, and one gateway.
    SINGLE,
    /// Two of each service on one store process, and two gateways.
    TWINS
  }

  private final List<SuiteProcess> processes;
  private final List<URI> doors;
  private final Path operatorToken;

  private Suite(List<SuiteProcess> processes, List<URI> doors, Path operatorToken) {
    this.processes = List.copyOf(processes);
    this.doors = List.copyOf(doors);
    this.operatorToken = operatorToken;
  }

  /// Starts everything and waits until it answers.
  ///
  /// @param data folder for stores, keys and logs; what is there is used again
  public static Suite start(Path data, Layout layout) {
    return start(data, layout, Conditions.USUAL);
  }

  /// The same under other conditions.
  public static Suite start(Path data, Layout layout, Conditions conditions) {
    Plan plan = Plan.of(data, layout, conditions);
    Suite suite = new Suite(plan.processes(), plan.doors(), plan.operatorToken());
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform().unstarted(() -> suite.processes.forEach(SuiteProcess::kill)));
    try {
      if (layout == Layout.TWINS) {
        // The services refuse to start without their store.
        suite.process("store").start();
        suite.process("store").awaitReady();
      }
      suite.processes.stream().filter(process -> !process.isAlive()).forEach(SuiteProcess::start);
      suite.processes.forEach(SuiteProcess::awaitReady);
      return suite;
    } catch (RuntimeException e) {
      suite.close();
      throw e;
    }
  }

  /// The suite at `-Dagency.url` with the operator's token in the file `-Dagency.operator-token`;
  /// null when the property is absent.
  public static @Nullable Suite running() {
    String url = System.getProperty("agency.url");
    if (url == null) {
      return null;
    }
    Path token = Path.of(System.getProperty("agency.operator-token", "data/keys/operator.token"));
    return new Suite(List.of(), List.of(URI.create(url)), token);
  }

  /// The addresses of the gateways.
  public List<URI> doors() {
    return doors;
  }

  /// The first gateway, without a credential.
  public Rest door() {
    return Rest.at(doors.getFirst());
  }

  /// A caller that may create agencies.
  public Rest operator() {
    return door().as(this::operatorAuthorization);
  }

  public Path operatorTokenFile() {
    return operatorToken;
  }

  public String operatorAuthorization() {
    try {
      return "Bearer " + Files.readString(operatorToken).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the operator token " + operatorToken, e);
    }
  }

  public List<SuiteProcess> processes() {
    return processes;
  }

  public SuiteProcess process(String name) {
    return processes.stream()
        .filter(process -> process.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                name
                    + " (expected: one of "
                    + processes.stream().map(SuiteProcess::name).toList()
                    + ")"));
  }

  /// Starts one more gateway before the services of the first, with a store of its own, and waits
  /// until it answers. Whoever starts it stops it.
  public SuiteProcess anotherDoor(Path store, String... settings) {
    SuiteProcess another = Plan.anotherDoor(process("gateway"), store, List.of(settings));
    another.start();
    try {
      another.awaitReady();
      return another;
    } catch (RuntimeException e) {
      another.stop();
      throw e;
    }
  }

  /// Stops what was started, gateways first so that no call is cut.
  @Override
  public void close() {
    processes.reversed().forEach(SuiteProcess::stop);
  }
}
