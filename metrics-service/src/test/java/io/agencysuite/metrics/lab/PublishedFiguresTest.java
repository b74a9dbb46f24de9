package io.agencysuite.metrics.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The published figures of ChannelAttribution's PathData, but for zeta's linear shares: the table
/// says 136.551540463 and 539.528763055, exact fractions say 136.551540466444 and 539.528763052843.
/// The paths themselves may not be part of this repository; they are read from a folder beside it,
/// where there is one.
class PublishedFiguresTest {

  private static final List<String> COLUMNS = List.of("first", "last", "linear");

  /// First, last and linear conversions, then first, last and linear value.
  private static final String PUBLISHED =
      """
      eta 3164 4167 3539.951157101 11909.476213 16754.2038001 13783.497050920
      iota 4606 3355 3857.096221018 19597.261277 13487.9742714 15988.988995024
      alpha 6308 8447 7574.718593751 19121.2723558 28414.2142744 24524.709568834
      beta 2831 989 2083.500144589 12235.5917444 3850.0209873 8954.266716608
      theta 1606 653 1022.801393904 6652.3493474 2799.0919876 4295.743619487
      lambda 902 1207 1035.257572286 3735.6021649 5249.9499854 4430.316169428
      kappa 74 230 137.964077922 305.74325 1069.38425 599.747786255
      zeta 27 107 136.551540466 103.004 453.26075 539.528763053
      epsilon 99 531 272.170437720 412.3012429 2202.6122893 1106.270065267
      gamma 165 92 121.041639020 718.9779918 506.0139918 569.417357891
      delta 1 5 1.725 6.119 10.972 4.40405
      mi 2 2 2.222222222 5.273 5.273 6.081444444
      """;

  @TempDir private Path folder;

  @Test
  void equalsPublishedFiguresToThePrintedDigits() throws IOException {
    Path input = shared();
    Path output = folder.resolve("out.csv");

    assertThat(AttributionLab.run(List.of(input.toString(), output.toString()), System.err))
        .isZero();

    Map<String, String[]> rows = rows(output);
    assertThat(rows).hasSize(4 * 12);
    PUBLISHED.lines().forEach(line -> check(line.split(" ", -1), rows));
    double position =
        rows.entrySet().stream()
            .filter(row -> row.getKey().startsWith("position,"))
            .mapToDouble(row -> Double.parseDouble(row.getValue()[0]))
            .sum();
    assertThat(position).isCloseTo(19_785, within(1e-8));
  }

  private static void check(String[] published, Map<String, String[]> rows) {
    for (int column = 0; column < 2 * COLUMNS.size(); column++) {
      String key = COLUMNS.get(column % COLUMNS.size()) + "," + published[0];
      String[] row = rows.getOrDefault(key, new String[] {"0", "0"});
      BigDecimal expected = new BigDecimal(published[column + 1]);
      BigDecimal found = new BigDecimal(row[column / COLUMNS.size()]);
      BigDecimal digit = BigDecimal.ONE.movePointLeft(Math.min(9, Math.max(6, expected.scale())));
      assertThat(found).as(key).isCloseTo(expected, within(digit.divide(BigDecimal.TWO)));
    }
  }

  private static Map<String, String[]> rows(Path output) throws IOException {
    Map<String, String[]> rows = new HashMap<>();
    for (String line : Files.readAllLines(output).stream().skip(1).toList()) {
      String[] cells = line.split(",", -1);
      rows.put(cells[0] + "," + cells[1], new String[] {cells[2], cells[3]});
    }
    return rows;
  }

  private static Path shared() {
    Path here = Path.of("").toAbsolutePath();
    String file = "data/attribution/pathdata.csv";
    Path found =
        Stream.concat(
                Stream.of(Path.of(System.getProperty("shared", "../shared"))),
                Stream.iterate(here, folder -> folder != null, Path::getParent)
                    .map(folder -> folder.resolve("shared")))
            .map(folder -> folder.resolve(file))
            .filter(Files::isReadable)
            .findFirst()
            .orElse(Path.of(file));
    assumeTrue(
        Files.isReadable(found),
        "no shared/" + file + " beside the project; -Dshared= names the folder");
    return found;
  }
}
