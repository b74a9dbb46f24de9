package io.agencysuite.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpCodeTest {
  private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

  /// RFC 6238, appendix B: the last six of its eight digits.
  @ParameterizedTest
  @CsvSource({
    "59, 287082",
    "1111111109, 081804",
    "1111111111, 050471",
    "1234567890, 005924",
    "2000000000, 279037",
    "20000000000, 353130"
  })
  void keepsToTheVectorsOfTheStandard(long second, String code) {
    assertThat(TotpCode.at(SECRET, TotpCode.step(Instant.ofEpochSecond(second)))).isEqualTo(code);
  }

  /// RFC 4648, section 10, and the secret of RFC 6238.
  @Test
  void writesSecretsInBase32() {
    assertThat(TotpCode.base32("foobar".getBytes(StandardCharsets.US_ASCII)))
        .isEqualTo("MZXW6YTBOI");
    assertThat(TotpCode.base32(SECRET)).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
  }

  @Test
  void takesNeighbouringStepsButNoneTwice() {
    Instant now = Instant.ofEpochSecond(1_111_111_111);
    long step = TotpCode.step(now);

    assertThat(TotpCode.matching(SECRET, TotpCode.at(SECRET, step - 1), now, 0)).hasValue(step - 1);
    assertThat(TotpCode.matching(SECRET, TotpCode.at(SECRET, step), now, step)).isEmpty();
    assertThat(TotpCode.matching(SECRET, TotpCode.at(SECRET, step + 2), now, 0)).isEmpty();
  }
}
