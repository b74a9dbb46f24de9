package io.agencysuite.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import io.agencysuite.tidy.Repository.Source;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DocsTest {

  private static final Repository REPOSITORY = Repository.here();
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern CODE = Pattern.compile("(?s)```.*?```|`[^`\\n]+`");
  private static final Pattern SCRIPT = Pattern.compile("(?<![\\w/.])\\./([\\w./-]+)");
  private static final Pattern AGENCY = Pattern.compile("\\./agency ([a-z]+)([^\\n|&`]*)");
  private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+Test)`");
  private static final Pattern OPTION = Pattern.compile("--[a-z-]+");

  @Test
  void everyLinkLeadsSomewhere() {
    assertThat(docs().flatMap(DocsTest::deadLinks)).isEmpty();
  }

  @Test
  void everyScriptInTheDocsExists() {
    Stream<String> missing =
        docs()
            .flatMap(doc ->
                code(doc)
                    .flatMap(code -> SCRIPT.matcher(code).results())
                    .map(match -> match.group(1))
                    .filter(script -> !REPOSITORY.has(Path.of(script)))
                    .map(script -> doc.path() + ": ./" + script));

    assertThat(missing).isEmpty();
  }

  @Test
  void everyTestNamedByTheSecurityPageExists() {
    String page =
        docs()
            .filter(doc -> doc.path().endsWith("security.md"))
            .map(Source::text)
            .reduce("", String::concat);
    List<String> tests =
        REPOSITORY
            .sources(".java")
            .map(source -> source.path().getFileName().toString().replace(".java", ""))
            .toList();
    List<String> named =
        TEST.matcher(page).results().map(match -> match.group(1)).distinct().toList();

    assertThat(named).hasSizeGreaterThan(20);
    assertThat(tests).containsAll(named);
  }

  @Test
  void everyAgencyCommandInTheDocsExists() {
    String launcher =
        REPOSITORY
            .sources("agency", ".sh")
            .filter(s -> s.path().toString().equals("agency") || s.path().startsWith("launcher"))
            .map(Source::text)
            .reduce("", String::concat);
    Stream<String> unknown =
        docs()
            .flatMap(doc ->
                code(doc)
                    .flatMap(code -> AGENCY.matcher(code).results())
                    .flatMap(match -> unknownWords(launcher, match))
                    .map(word -> doc.path() + ": ./agency " + word));

    assertThat(unknown).isEmpty();
  }

  private static Stream<Source> docs() {
    return REPOSITORY.sources(".md");
  }

  private static Stream<String> code(Source doc) {
    return CODE.matcher(doc.text()).results().map(MatchResult::group);
  }

  private static Stream<String> unknownWords(String launcher, MatchResult command) {
    String verb = command.group(1);
    boolean isLab = verb.equals("lab") || verb.equals("proof") || verb.equals("bench");
    Stream<String> options =
        isLab ? Stream.empty() : OPTION.matcher(command.group(2)).results().map(MatchResult::group);
    return Stream.concat(
        Stream.of(verb)
            .filter(word -> !Pattern.compile("\\b" + word + "\\)").matcher(launcher).find()),
        options.filter(option -> !launcher.contains(option + ")")));
  }

  private static Stream<String> deadLinks(Source doc) {
    String withoutCode = CODE.matcher(doc.text()).replaceAll("");
    return LINK.matcher(withoutCode)
        .results()
        .map(match -> match.group(1))
        .filter(target -> !target.contains("://") && !target.startsWith("mailto:"))
        .filter(target -> !leadsSomewhere(doc, target))
        .map(target -> doc.path() + ": " + target);
  }

  private static boolean leadsSomewhere(Source doc, String target) {
    int hash = target.indexOf('#');
    String file = hash < 0 ? target : target.substring(0, hash);
    Path folder = doc.path().getParent();
    Path path =
        file.isEmpty()
            ? doc.path()
            : (folder == null ? Path.of(file) : folder.resolve(file)).normalize();
    if (!REPOSITORY.has(path)) {
      return false;
    }
    return hash < 0 || hasHeading(REPOSITORY.source(path.toString()), target.substring(hash + 1));
  }

  private static boolean hasHeading(Source doc, String anchor) {
    return doc.lines().stream()
        .filter(line -> line.startsWith("#"))
        .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT))
        .map(line -> line.replaceAll("[^\\w\\- ]", "").replace(' ', '-'))
        .anyMatch(anchor::equals);
  }
}
