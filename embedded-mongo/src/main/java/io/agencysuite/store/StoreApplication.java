package io.agencysuite.store;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** The store as a process of its own, so that several instances of a service can share it. */
public final class StoreApplication {

  private static final Set<String> OPTIONS = Set.of("dir", "host", "port", "credential-file");
  private static final int DEFAULT_PORT = 27_317;

  private StoreApplication() {}

  /** Options `--dir`, `--host`, `--port`, `--credential-file`, or `STORE_DIR` and so on. */
  public static void main(String[] args) throws InterruptedException {
    PrintStream err = System.err;
    try {
      run(args);
    } catch (StoreStartException | IllegalArgumentException | IOException e) {
      err.println(e.getMessage());
      System.exit(1);
    }
  }

  private static void run(String[] args) throws IOException, InterruptedException {
    Map<String, String> options = options(args);
    Path directory = Path.of(options.getOrDefault("dir", "data/store")).toAbsolutePath();
    Path credentialFile =
        Path.of(
            options.getOrDefault("credential-file", directory.resolve("credential").toString()));
    EmbeddedStoreSettings settings =
        EmbeddedStoreSettings.of(directory)
            .withAddress(options.getOrDefault("host", "127.0.0.1"), port(options))
            .withCredential(credential(credentialFile));
    EmbeddedStore store = EmbeddedStore.start(settings);
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .unstarted(() -> {
                  store.close();
                  ended.countDown();
                }));
    System.out.println(
        "store ready on "
            + settings.host()
            + ":"
            + store.port()
            + ", data in "
            + directory
            + ", credential in "
            + credentialFile);
    ended.await();
  }

  private static Map<String, String> options(String[] args) {
    Map<String, String> options = new HashMap<>();
    for (String option : OPTIONS) {
      String value = System.getenv("STORE_" + option.replace('-', '_').toUpperCase(Locale.ROOT));
      if (value != null) {
        options.put(option, value);
      }
    }
    for (int i = 0; i < args.length; i += 2) {
      String name = args[i].startsWith("--") ? args[i].substring(2) : "";
      if (!OPTIONS.contains(name) || i + 1 == args.length) {
        throw new IllegalArgumentException(
            "argument: "
                + args[i]
                + " (expected: --dir, --host, --port or --credential-file VALUE)");
      }
      options.put(name, args[i + 1]);
    }
    return options;
  }

  private static int port(Map<String, String> options) {
    String port = options.getOrDefault("port", Integer.toString(DEFAULT_PORT));
    if (!port.matches("\\d{1,5}")) {
      throw new IllegalArgumentException("port: " + port + " (expected: 0..65535)");
    }
    return Integer.parseInt(port);
  }

  /** Reads `user:secret`; a missing file is written with a fresh secret, readable by its owner. */
  private static Credential credential(Path file) throws IOException {
    if (!Files.exists(file)) {
      Credential fresh = Credential.random();
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, fresh.user() + ":" + fresh.secret() + "\n", StandardOpenOption.WRITE);
      return fresh;
    }
    String[] parts = Files.readString(file, StandardCharsets.UTF_8).strip().split(":", -1);
    if (parts.length != 2) {
      throw new IllegalArgumentException("credential file " + file + " (expected: user:secret)");
    }
    return new Credential(parts[0], parts[1]);
  }
}
