package io.agencysuite.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import io.agencysuite.tidy.Repository.Source;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TidyTest {

  private static final Repository REPOSITORY = Repository.here();
  private static final String[] TEXTS = {
    ".java",
    ".proto",
    ".md",
    ".xml",
    ".yml",
    ".yaml",
    ".js",
    ".mjs",
    ".css",
    ".html",
    ".sh",
    ".json",
    ".txt",
    "Dockerfile",
    "/run",
    "/secrets",
    "agency",
  };
  private static final int LONG_FILE = 300;

  @Test
  void noLineIsLongerThanHundredColumns() {
    Stream<String> tooLong =
        REPOSITORY.sources(".java", ".proto").flatMap(s -> s.matching(".{101}"));

    assertThat(tooLong.filter(line -> !line.contains("://") && !line.contains(": import ")))
        .isEmpty();
  }

  @Test
  void everyPackageIsNullMarked() {
    Map<String, Boolean> marked =
        REPOSITORY
            .sources(".java")
            .filter(s -> s.isIn("src/"))
            .collect(Collectors.toMap(Source::folderInJava, TidyTest::marks, Boolean::logicalOr));

    assertThat(marked).allSatisfy((folder, isMarked) -> assertThat(isMarked).as(folder).isTrue());
  }

  @Test
  void onlyCommandLinesPrint() {
    Stream<String> prints =
        REPOSITORY
            .sources(".java")
            .filter(s -> s.isIn("src/main/java"))
            .filter(s -> !s.isIn("system-test/", "bench/", "/lab/"))
            .filter(s -> !s.text().contains("static void main(String"))
            .flatMap(s -> s.matching("System\\.(out|err)\\b|printStackTrace\\(\\)"));

    assertThat(prints).isEmpty();
  }

  @Test
  void nothingIsLeftForLater() {
    String later = String.join("|", "TO" + "DO", "FIX" + "ME", "XX" + "X");

    assertThat(REPOSITORY.sources(TEXTS).flatMap(s -> s.matching("\\b(" + later + ")\\b")))
        .isEmpty();
  }

  @Test
  void noMachineIsNamed() {
    String machines = "(?<![\\w.])/(wor" + "k|far" + "m|roo" + "t|hom" + "e/[a-z]+|Users)/";

    assertThat(REPOSITORY.sources(TEXTS).flatMap(s -> s.matching(machines))).isEmpty();
  }

  @Test
  void noRegistryIsNamedOutsideTheWrapper() {
    String hosts =
        String.join(
            "|",
            "repo\\.maven\\.apa" + "che",
            "repo1\\.mav" + "en",
            "registry\\.np" + "mjs",
            "deb\\.deb" + "ian\\.org",
            "proxy\\.gol" + "ang",
            "py" + "pi\\.org");

    assertThat(
            REPOSITORY
                .sources(TEXTS)
                .filter(s -> !s.isIn(".mvn/wrapper"))
                .flatMap(s -> s.matching(hosts)))
        .isEmpty();
  }

  /// The list names the files that were long when it was written, with their lines; a file may
  /// shrink or leave the list, none may join it or grow.
  @Test
  void noFileGrowsBeyondThreeHundredLines() {
    Map<String, Integer> known =
        REPOSITORY.source("system-test/src/test/resources/long-files.txt").lines().stream()
            .filter(line -> !line.startsWith("#"))
            .map(line -> line.split(" ", 2))
            .collect(Collectors.toMap(parts -> parts[1], parts -> Integer.valueOf(parts[0])));

    List<String> grown =
        REPOSITORY
            .sources(".java", ".proto", ".js", "agency")
            .filter(s -> s.lines().size() > known.getOrDefault(s.path().toString(), LONG_FILE))
            .map(s -> s.lines().size() + " " + s.path())
            .toList();

    assertThat(grown).as("files over 300 lines that long-files.txt does not allow").isEmpty();
  }

  private static boolean marks(Source source) {
    return source.path().endsWith("package-info.java") && source.text().contains("@NullMarked");
  }
}
