package io.agencysuite.metrics.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttributionLabTest {

  private static final String HEADER = "path,conversions,value,nulls\n";

  @TempDir private Path folder;

  @Test
  void printsBlockOfEveryModel() throws IOException {
    Path output = run(HEADER + "mail > ads > mail > shop,10,100,3\nads > shop,1,5,0\n");

    assertThat(output)
        .hasContent(
            """
            model,channel,conversions,value
            first,ads,1,5
            first,mail,10,100
            first,shop,0,0
            last,ads,0,0
            last,mail,0,0
            last,shop,11,105
            linear,ads,3,27.5
            linear,mail,5,50
            linear,shop,3,27.5
            position,ads,1.5,12.5
            position,mail,5,50
            position,shop,4.5,42.5
            """);
  }

  @Test
  void namesChannelsThatNeverConvert() throws IOException {
    Path output = run(HEADER + "mail,2,0.25,0\nads,0,0,7\n");

    assertThat(output).content().contains("first,ads,0,0\n").contains("last,mail,2,0.25\n");
  }

  @Test
  void readsColumnsInAnyOrderAmongOthers() throws IOException {
    Path output = run("\uFEFFnulls,note,value,path,conversions\n0,\"a, b\",3,\"x > y, z\",1\n");

    assertThat(output).content().contains("last,\"y, z\",1,3\n");
  }

  @Test
  void keepsAllDigits() throws IOException {
    Path output = run(HEADER + "a > b > c,1,1e-7,0\n");

    assertThat(output).content().contains("linear,a,0.3333333333333333,0.0000000333333333333333");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a > b,x,1,1 | line 3, column conversions: 'x' (expected: a number of 0 or more
          a > b,-1,1,1 | line 3, column conversions: '-1' (expected: a number of 0 or more
          a > b,NaN,1,1 | line 3, column conversions: 'NaN' (expected: a number of 0 or more
          a > b,1,,1 | line 3, column value: '' (expected: a number
          a > b,1,1,1e999 | line 3, column nulls: '1e999' (expected: a number of 0 or more
          a >  > b,1,1,1 | line 3, column path: 'a >  > b' (expected: channels joined by ' > '
          a > b,1,1 | line 3: 3 cells (expected: 4, as in the header)
          a > b,1,1,1,1 | line 3: 5 cells (expected: 4, as in the header)
          """)
  void namesLineColumnValueAndExpectation(String row, String problem) {
    Attempt attempt = attempt(HEADER + "a,1,1,1\n" + row + "\n");

    assertThat(attempt.code()).isEqualTo(1);
    assertThat(attempt.problems()).contains(problem);
    assertThat(folder.resolve("out.csv")).doesNotExist();
  }

  @Test
  void namesMissingColumn() {
    assertThat(attempt("path;conversions;value;nulls\n").problems())
        .contains("line 1: there is no column 'path' in [path;conversions;value;nulls]");
    assertThat(attempt("").problems()).contains("line 1: nothing (expected: the columns [path");
    assertThat(attempt("path,path,conversions,value,nulls\n").problems())
        .contains("line 1, column path: twice");
  }

  @Test
  void refusesWhatIsNoText() throws IOException {
    Path input = folder.resolve("latin.csv");
    Files.write(input, (HEADER + "büro,1,1,1\n").getBytes(StandardCharsets.ISO_8859_1));

    assertThat(attempt(input).problems()).contains("the file is not UTF-8");
    assertThat(attempt(HEADER + "\"a,1,1,1\n").problems()).contains("RFC 4180");
    assertThat(attempt(folder.resolve("none.csv")).problems()).contains("no such file");
  }

  @Test
  void explainsItsArguments() {
    ByteArrayOutputStream problems = new ByteArrayOutputStream();

    int code = AttributionLab.run(List.of("only"), new PrintStream(problems));

    assertThat(code).isEqualTo(2);
    assertThat(problems.toString(StandardCharsets.UTF_8)).contains("INPUT OUTPUT");
  }

  private Path run(String text) {
    Attempt attempt = attempt(text);
    assertThat(attempt.problems()).isEmpty();
    assertThat(attempt.code()).isZero();
    return folder.resolve("out.csv");
  }

  private Attempt attempt(String text) {
    try {
      return attempt(Files.writeString(folder.resolve("in.csv"), text));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private Attempt attempt(Path input) {
    ByteArrayOutputStream problems = new ByteArrayOutputStream();
    int code =
        AttributionLab.run(
            List.of(input.toString(), folder.resolve("out.csv").toString()),
            new PrintStream(problems, true, StandardCharsets.UTF_8));
    return new Attempt(code, problems.toString(StandardCharsets.UTF_8));
  }

  private record Attempt(int code, String problems) {}
}
