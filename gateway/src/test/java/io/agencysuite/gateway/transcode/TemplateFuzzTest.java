package io.agencysuite.gateway.transcode;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The template parser takes any text: it answers a template that prints and parses to itself, or a
/// [RuleException].
@Tag("fuzz")
class TemplateFuzzTest {
  private static final String ALPHABET = "/{}=*:.-_%abz019~ \u00fc\u0000+?#\\\"2F";
  private static final int EXECUTIONS = Integer.getInteger("fuzz.executions", 200_000);

  @FuzzTest(maxDuration = "10m")
  void parsesOrRefuses(byte[] data) {
    parse(new String(data, StandardCharsets.UTF_8));
  }

  @Test
  void parsesOrRefusesGeneratedText() {
    long seed = Long.getLong("seed", 20261123L);
    System.err.println("template fuzz: " + EXECUTIONS + " executions, -Dseed=" + seed);
    SplittableRandom random = new SplittableRandom(seed);
    int parsed = 0;
    for (int i = 0; i < EXECUTIONS; i++) {
      parsed += parse(random.nextInt(3) == 0 ? noise(random) : likely(random)) ? 1 : 0;
    }

    assertThat(parsed).isBetween(EXECUTIONS / 50, EXECUTIONS);
  }

  private static boolean parse(String text) {
    PathTemplate template;
    try {
      template = PathTemplate.parse(text);
    } catch (RuleException e) {
      return false;
    }
    PathTemplate again = PathTemplate.parse(template.printed());
    assertThat(again.segments()).as(text).isEqualTo(template.segments());
    assertThat(again.variables()).as(text).isEqualTo(template.variables());
    assertThat(again.verb()).as(text).isEqualTo(template.verb());
    assertThat(again.printed()).isEqualTo(template.printed());
    return true;
  }

  private static String noise(SplittableRandom random) {
    StringBuilder text = new StringBuilder(random.nextBoolean() ? "/" : "");
    for (int i = random.nextInt(24); i > 0; i--) {
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return text.toString();
  }

  private static String likely(SplittableRandom random) {
    String[] pieces = {
      "a", "*", "**", "{a}", "{a.b}", "{b=*}", "{c=x/*}", "{d=**}", "%2F", "b%C3%BC"
    };
    StringBuilder text = new StringBuilder();
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      text.append('/').append(pieces[random.nextInt(pieces.length)]);
    }
    return random.nextInt(3) == 0 ? text.append(":verb").toString() : text.toString();
  }
}
