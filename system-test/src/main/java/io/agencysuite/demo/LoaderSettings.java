package io.agencysuite.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The command line of [DemoLoader].
///
/// @param operatorToken creates the agency; only needed the first time
/// @param today the first day that has not happened yet; null takes today
/// @param people how many people each client knows; negative takes what the story says
/// @param width how many calls are under way at once
/// @param resend sends everything again although it is there; nothing may change
record LoaderSettings(
    URI url,
    @Nullable Path operatorToken,
    Path passwordFile,
    long seed,
    @Nullable LocalDate today,
    int people,
    int width,
    boolean resend) {

  static final String USAGE =
      """
      usage: DemoLoader --url URL --operator-token-file FILE --password-file FILE
             [--seed N] [--today YYYY-MM-DD] [--people N] [--width N] [--resend true]

      Loads a demo agency through the public API. The users' password is read from the password
      file; a file that does not exist is made with a random password.\
      """;

  private static final int PASSWORD_BYTES = 9;

  static LoaderSettings parse(String[] args) {
    Map<String, String> options = options(args);
    LoaderSettings settings =
        new LoaderSettings(
            URI.create(take(options, "--url", "http://127.0.0.1:8080")),
            options.containsKey("--operator-token-file")
                ? Path.of(take(options, "--operator-token-file", ""))
                : null,
            Path.of(take(options, "--password-file", "data/demo.password")),
            Long.parseLong(take(options, "--seed", "1")),
            options.containsKey("--today") ? LocalDate.parse(take(options, "--today", "")) : null,
            Integer.parseInt(take(options, "--people", "-1")),
            Integer.parseInt(take(options, "--width", "12")),
            Boolean.parseBoolean(take(options, "--resend", "false")));
    if (!options.isEmpty()) {
      throw new IllegalArgumentException("unknown option " + options.keySet());
    }
    return settings;
  }

  /// The password of the demo's users.
  String password() {
    try {
      if (!Files.exists(passwordFile)) {
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        writePrivately("demo-" + HexFormat.of().formatHex(random));
      }
      return Files.readString(passwordFile).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read or make the password file " + passwordFile, e);
    }
  }

  private void writePrivately(String password) throws IOException {
    Path parent = passwordFile.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Files.createFile(
        passwordFile,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(passwordFile, password + "\n", StandardOpenOption.TRUNCATE_EXISTING);
  }

  String operatorAuthorization() {
    if (operatorToken == null) {
      throw new IllegalArgumentException(
          "--operator-token-file: absent (expected: the operator's token, to create the agency)");
    }
    try {
      return "Bearer " + Files.readString(operatorToken).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the operator token " + operatorToken, e);
    }
  }

  LocalDate todayOr(LocalDate known) {
    return today == null ? known : today;
  }

  static LocalDate calendarToday() {
    return LocalDate.now(ZoneId.of("Europe/Berlin"));
  }

  private static Map<String, String> options(String[] args) {
    Map<String, String> options = new TreeMap<>();
    for (int i = 0; i < args.length; i += 2) {
      if (!args[i].startsWith("--") || i + 1 == args.length) {
        throw new IllegalArgumentException(args[i] + ": expected: an option and its value");
      }
      options.put(args[i], args[i + 1]);
    }
    return options;
  }

  private static String take(Map<String, String> options, String name, String otherwise) {
    String value = options.remove(name);
    return value == null ? otherwise : value;
  }
}
