package io.agencysuite.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIf;

class RulesTest {

  private static final List<Rule> RULES =
      Stream.of(PodRules.ALL, WorkloadRules.ALL, NetworkRules.ALL).flatMap(List::stream).toList();

  @TestFactory
  @EnabledIf(
      value = "io.agencysuite.k8s.Manifests#canRender",
      disabledReason = "kubectl is not on the PATH")
  Stream<DynamicTest> everyRenderingKeepsEveryRule() {
    return Stream.of("base", "overlays/local")
        .flatMap(folder -> {
          Manifests manifests = Manifests.rendered(folder);
          return RULES.stream()
              .map(rule ->
                  DynamicTest.dynamicTest(
                      folder + ": " + rule,
                      () -> assertThat(rule.offenders().apply(manifests)).isEmpty()));
        });
  }

  @TestFactory
  Stream<DynamicTest> everyRuleFindsTheCareless() throws IOException {
    Manifests careless = Manifests.of(resource("careless.yaml"));
    return RULES.stream()
        .map(rule ->
            DynamicTest.dynamicTest(
                rule.toString(), () -> assertThat(rule.offenders().apply(careless)).isNotEmpty()));
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = Objects.requireNonNull(RulesTest.class.getResourceAsStream("/" + name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
