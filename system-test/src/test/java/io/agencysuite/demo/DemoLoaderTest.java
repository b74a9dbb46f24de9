package io.agencysuite.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.agencysuite.proof.Recount;
import io.agencysuite.rest.Rest;
import io.agencysuite.rest.SignedIn;
import io.agencysuite.system.Suite;
import io.agencysuite.system.SuiteExtension;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SuiteExtension.class)
class DemoLoaderTest {

  @Test
  void loadsTheAgencyOnceAndItsReportsRecount(Suite suite, @TempDir Path folder)
      throws IOException {
    Path password = folder.resolve("password");
    long start = System.nanoTime();
    String first = load(suite, password, "false");
    double seconds = (System.nanoTime() - start) / 1e9;
    assertThat(first).contains("Report and generator agree", "Login: hanne@nordlicht.example");
    System.out.printf("demo agency loaded in %.1f s%n", seconds);
    // A minute is the bar on an idle machine; builds beside the test may stretch it.
    assertThat(seconds).isLessThan(180);

    assertThat(load(suite, password, "true")).contains("nothing changed");
    assertThat(load(suite, password, "false")).contains("nothing was sent, nothing changed");

    Rest owner =
        SignedIn.user(suite.door(), "hanne@nordlicht.example", Files.readString(password).strip());
    assertThat(new Recount(owner, System.out).prove("")).isTrue();
  }

  private static String load(Suite suite, Path password, String resend) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    String[] arguments = {
      "--url", suite.doors().getFirst().toString(),
      "--operator-token-file", suite.operatorTokenFile().toString(),
      "--password-file", password.toString(),
      "--resend", resend
    };
    try (PrintStream out = new PrintStream(text, true, StandardCharsets.UTF_8)) {
      new DemoLoader(LoaderSettings.parse(arguments), out).run();
    } finally {
      System.out.print(text.toString(StandardCharsets.UTF_8));
    }
    return text.toString(StandardCharsets.UTF_8);
  }
}
