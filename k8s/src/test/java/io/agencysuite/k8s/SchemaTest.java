package io.agencysuite.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaTest {

  private static final String GOOD =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: good
      spec:
        revisionHistoryLimit: 3
        selector:
          matchLabels: {app: good}
        template:
          metadata:
            labels: {app: good}
          spec:
            automountServiceAccountToken: false
            containers:
              - name: good
                image: good:1.0.0
                readinessProbe:
                  tcpSocket:
                    port: 80
      """;

  @ParameterizedTest
  @ValueSource(strings = {"base", "overlays/local"})
  @EnabledIf(
      value = "io.agencysuite.k8s.Manifests#canRender",
      disabledReason = "kubectl is not on the PATH")
  void acceptsEveryRenderedObject(String folder) {
    List<Manifest> manifests = Manifests.rendered(folder).all();

    assertThat(manifests).hasSizeGreaterThan(40);
    assertThat(manifests)
        .allSatisfy(m -> assertThat(Schema.violations(m.json())).as(m.id()).isEmpty());
  }

  @Test
  void acceptsGoodDeployment() {
    assertThat(violations(GOOD)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "revisionHistoryLimit: 3,   revisionHistorLimit: 3,        revisionHistorLimit",
    "revisionHistoryLimit: 3,   revisionHistoryLimit: '\"3\"', a whole number",
    "readinessProbe,            readinesProbe,                 readinesProbe",
    "selector,                  selektor,                      selektor",
    "- name: good,              - tty: false,                  name",
    "Token: false,              Token: 'no thanks',            true or false",
    "port: 80,                  port: [80],                    port",
    "name: good,                name: 7,                       name",
    "kind: Deployment,          kind: Deploiment,              Deploiment",
  })
  void refusesCarelessDeployment(String good, String bad, String named) {
    assertThat(violations(GOOD.replaceFirst(good, bad.replace("'", "")))).isNotEmpty();
    assertThat(violations(GOOD.replaceFirst(good, bad.replace("'", ""))).toString())
        .contains(named);
  }

  private static List<String> violations(String yaml) {
    return Schema.violations(Json.documents(yaml).getFirst());
  }
}
