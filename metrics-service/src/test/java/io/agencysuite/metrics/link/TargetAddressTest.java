package io.agencysuite.metrics.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agencysuite.metrics.Agency;
import io.agencysuite.metrics.v1.CreateLinkRequest;
import io.agencysuite.metrics.v1.Link;
import io.agencysuite.metrics.v1.RedirectRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.net.URI;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetAddressTest {

  private static final List<String> HOSTS =
      List.of(
          "shop.example",
          "bücher.example",
          "SHOP.Example",
          "a_b.example",
          "...",
          "-a.example",
          "stra\u00dfe.example",
          "\u65e5\u672c\u3002jp",
          "a\\b.example",
          "1.2.3.4",
          "1.2.3",
          "[x]",
          "[::1]",
          "[::",
          "a%41.example",
          "a..b",
          "shop.example.",
          "a|b",
          "{x}",
          "\uff41.example",
          "x\u2024y",
          "shop.example:8443",
          "shop.example:99999",
          "shop.example:0",
          "shop.example:",
          "a:b:1",
          "shop.example:-1",
          "\u2100.example",
          "x".repeat(64) + ".example");
  private static final List<String> PIECES =
      List.of(
          "ü",
          "|",
          "\"",
          "{}",
          "[x]",
          "100%",
          "%zz",
          "%41",
          "\\",
          "^",
          "`",
          "<>",
          "a",
          "/",
          "?q=",
          "#",
          "&",
          "%",
          "%4",
          "\ud83c\udf7a",
          "\u00a0",
          "'",
          "//",
          "..",
          "+",
          "\u202e",
          ":",
          "@");

  @Test
  void sendsEveryAcceptedTargetToRealHost() {
    long seed = Long.getLong("seed", 20_261_123L);
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    Agency agency = Agency.inBerlin();
    int accepted = 0;
    for (int i = 0; i < 300; i++) {
      boolean plain = random.nextBoolean();
      String host = plain ? "shop.example/" : HOSTS.get(random.nextInt(HOSTS.size()));
      StringBuilder target = new StringBuilder("https://").append(host);
      for (int n = random.nextInt(6); n > 0; n--) {
        target.append(PIECES.get(random.nextInt(PIECES.size())));
      }
      accepted += follow(agency, target.toString()) ? 1 : 0;
    }
    assertThat(accepted).isBetween(100, 299);
  }

  @ParameterizedTest
  @CsvSource({
    "https://bücher.example/käse, https://xn--bcher-kva.example/k%C3%A4se",
    "https://SHOP.example:0443/a|b, https://shop.example:443/a%7Cb",
    "https://shop.example/100%?q=%zz&r=%41, https://shop.example/100%25?q=%25zz&r=%41",
    "https://shop.example/[x]#a#b, https://shop.example/%5Bx%5D#a%23b",
    "https://shop.example:/^`\\, https://shop.example/%5E%60%5C"
  })
  void writesTargetInOneForm(String target, String expected) {
    assertThat(TargetAddress.normalise(target)).isEqualTo(expected);
    assertThat(TargetAddress.normalise(expected)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://a_b.example/",
        "https://...",
        "https://shop.example:99999/",
        "https://shop.example:0/",
        "https://[x]/",
        "https://a\\b.example/",
        "https://stra\u00dfe.example/",
        "https://shop.example/\u0001"
      })
  void refusesTargetWithoutSuchForm(String target) {
    assertThatThrownBy(() -> TargetAddress.normalise(target))
        .hasMessageContaining("link.target_url: " + target + " (expected: ");
  }

  /// @return whether the target was accepted
  private static boolean follow(Agency agency, String target) {
    Link link;
    try {
      link =
          agency
              .links()
              .createLink(
                  CreateLinkRequest.newBuilder()
                      .setParent(agency.parent())
                      .setLink(Link.newBuilder().setTargetUrl(target).setChannel("instagram"))
                      .build());
    } catch (StatusRuntimeException e) {
      assertThat(e.getStatus().getCode()).as(target).isEqualTo(Status.Code.INVALID_ARGUMENT);
      assertThat(e).hasMessageContaining("link.target_url");
      return false;
    }
    String location =
        agency
            .visitor()
            .redirect(RedirectRequest.newBuilder().setCode(link.getCode()).build())
            .getLocation();
    assertThat(URI.create(location).getHost()).as(target + " as " + location).isNotNull();
    return true;
  }
}
