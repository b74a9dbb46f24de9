package io.agencysuite.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One process of the suite, which can die and come back at the same port with the same data.
public final class SuiteProcess {

  private static final Duration READY = Duration.ofMinutes(3);
  private static final Duration STOPPED = Duration.ofSeconds(20);
  private static final int LOG_TAIL_LINES = 30;

  private final String name;
  private final List<String> command;
  private final int port;
  private final Path log;
  private final BooleanSupplier ready;
  private @Nullable Process process;
  private long starts;

  SuiteProcess(String name, List<String> command, int port, Path log, BooleanSupplier ready) {
    this.name = name;
    this.command = List.copyOf(command);
    this.port = port;
    this.log = log;
    this.ready = ready;
  }

  /// The same program at another port, with a store of its own and more settings.
  SuiteProcess like(
      String otherName, int otherPort, Path store, List<String> more, BooleanSupplier otherReady) {
    Stream<String> settings =
        command.stream()
            .map(word -> replaced(word, "--server.port=", Integer.toString(otherPort)))
            .map(word -> replaced(word, "--agency.store.directory=", store.toString()));
    List<String> words = Stream.concat(settings, more.stream()).toList();
    return new SuiteProcess(
        otherName, words, otherPort, log.resolveSibling(otherName + ".log"), otherReady);
  }

  private static String replaced(String word, String setting, String value) {
    return word.startsWith(setting) ? setting + value : word;
  }

  public String name() {
    return name;
  }

  public int port() {
    return port;
  }

  public Path log() {
    return log;
  }

  public synchronized long starts() {
    return starts;
  }

  /// Starts it; it is not ready yet.
  public synchronized void start() {
    if (process != null && process.isAlive()) {
      throw new IllegalStateException(name + " runs already as " + process.pid());
    }
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      starts++;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + name, e);
    }
  }

  /// Waits until it answers; fails with the end of its log when it dies or takes too long.
  public void awaitReady() {
    long end = System.nanoTime() + READY.toNanos();
    while (!accepts() || !ready.getAsBoolean()) {
      if (!isAlive()) {
        throw new IllegalStateException(name + " ended while starting:\n" + tail());
      }
      if (System.nanoTime() > end) {
        throw new IllegalStateException(name + " is not ready after " + READY + ":\n" + tail());
      }
      pause();
    }
  }

  public synchronized boolean isAlive() {
    return process != null && process.isAlive();
  }

  /// SIGKILL: no chance to tidy up.
  public synchronized void kill() {
    Process running = process;
    if (running != null) {
      running.destroyForcibly();
      await(running);
    }
  }

  /// SIGTERM, and SIGKILL when that is not heard.
  public synchronized void stop() {
    Process running = process;
    if (running != null) {
      running.destroy();
      if (!await(running)) {
        running.destroyForcibly();
      }
    }
  }

  private boolean accepts() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private String tail() {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join(
          "\n", lines.subList(Math.max(0, lines.size() - LOG_TAIL_LINES), lines.size()));
    } catch (IOException e) {
      return "no log: " + e;
    }
  }

  private static boolean await(Process running) {
    try {
      return running.waitFor(STOPPED.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void pause() {
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a process", e);
    }
  }
}
