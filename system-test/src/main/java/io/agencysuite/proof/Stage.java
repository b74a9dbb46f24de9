package io.agencysuite.proof;

import io.agencysuite.demo.DemoLoader;
import io.agencysuite.rest.Patience;
import io.agencysuite.rest.Rest;
import io.agencysuite.rest.SignedIn;
import io.agencysuite.system.Agency;
import io.agencysuite.system.Suite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a proof plays: an agency in the suite at `--url`, as the user `--email` with the password
/// in `--password-file`; or else a suite of its own in a temporary folder.
record Stage(Rest owner, @Nullable Suite started) implements AutoCloseable {

  static final List<String> OPTIONS = List.of("url", "email", "password-file");
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  static Stage open(Arguments arguments, String tenantPrefix) {
    if (arguments.options().containsKey("url")) {
      Rest anonymous =
          Rest.at(URI.create(arguments.option("url", ""))).patiently(new Patience(PATIENCE));
      return new Stage(
          SignedIn.user(anonymous, required(arguments, "email"), password(arguments)), null);
    }
    try {
      Suite suite = Suite.start(Files.createTempDirectory("agency-proof"), Suite.Layout.SINGLE);
      Rest anonymous = suite.door().patiently(new Patience(PATIENCE));
      Agency agency = Agency.create(anonymous, suite.operatorAuthorization(), tenantPrefix);
      return new Stage(agency.owner(), suite);
    } catch (IOException e) {
      throw new UncheckedIOException("no temporary folder", e);
    }
  }

  /// Like [#open], but the suite of its own holds the demo agency.
  static Stage demo(Arguments arguments) {
    if (arguments.options().containsKey("url")) {
      return open(arguments, "demo");
    }
    try {
      Path folder = Files.createTempDirectory("agency-proof");
      Suite suite = Suite.start(folder, Suite.Layout.SINGLE);
      return new Stage(
          DemoLoader.load(suite.doors().getFirst(), suite.operatorTokenFile(), folder), suite);
    } catch (IOException e) {
      throw new UncheckedIOException("no temporary folder", e);
    }
  }

  private static String required(Arguments arguments, String option) {
    String value = arguments.option(option, "");
    if (value.isEmpty()) {
      throw new IllegalArgumentException("--" + option + ": absent (expected beside --url)");
    }
    return value;
  }

  private static String password(Arguments arguments) {
    Path file = Path.of(required(arguments, "password-file"));
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the password file " + file, e);
    }
  }

  @Override
  public void close() {
    if (started != null) {
      started.close();
    }
  }
}
