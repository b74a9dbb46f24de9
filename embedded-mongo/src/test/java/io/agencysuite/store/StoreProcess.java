package io.agencysuite.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A store in a JVM of its own, to be killed. */
final class StoreProcess implements AutoCloseable {

  private final Process process;
  private final String uri;

  private StoreProcess(Process process, String uri) {
    this.process = process;
    this.uri = uri;
  }

  /** Starts {@link StoreApplication} and waits for its line. */
  static StoreProcess start(Path directory, String... jvmOptions) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of(jvmOptions));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(StoreApplication.class.getName(), "--dir", directory.toString()));
    command.addAll(List.of("--port", "0"));
    Path errors = directory.resolveSibling(directory.getFileName() + ".err");
    Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    String ready = out.readLine();
    if (ready == null) {
      throw new IOException("the store did not start: " + Files.readString(errors));
    }
    String port = ready.replaceAll("store ready on 127\\.0\\.0\\.1:(\\d+),.*", "$1");
    String credential = Files.readString(directory.resolve("credential")).strip();
    return new StoreProcess(
        process, "mongodb://" + credential + "@127.0.0.1:" + port + "/?authSource=admin");
  }

  String uri() {
    return uri + "&serverSelectionTimeoutMS=3000&connectTimeoutMS=3000";
  }

  boolean isAlive() {
    return process.isAlive();
  }

  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  int terminate() throws InterruptedException {
    process.destroy();
    return process.waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
