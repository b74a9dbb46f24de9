package io.agencysuite.gateway.transcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.api.HttpRule;
import com.google.protobuf.Descriptors.MethodDescriptor;
import io.agencysuite.gateway.probe.ProbeDoor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RouteTableTest {

  @Test
  void prefersLiteralsThenOneThenRest() throws IOException {
    RouteTable table = table("/v1/**", "/v1/*/b", "/v1/a/b");

    assertThat(table.find("GET", "/v1/a/b").route().path()).isEqualTo("/v1/a/b");
    assertThat(table.find("GET", "/v1/x/b").route().path()).isEqualTo("/v1/*/b");
    assertThat(table.find("GET", "/v1/x/c").route().path()).isEqualTo("/v1/**");
    assertThat(table.find("HEAD", "/v1").route().path()).isEqualTo("/v1/**");
  }

  @Test
  void keepsAnEscapedSlashInsideItsSegment() throws IOException {
    RouteTable table = table("/v1/{name=things/*}");

    assertThat(table.find("GET", "/v1/things/a%2Fb").rawSegments()).hasSize(3);
    assertThatThrownBy(() -> table.find("GET", "/v1/things/a/b"))
        .isInstanceOfSatisfying(
            TranscodingException.class,
            e -> assertThat(e.reason()).isEqualTo(Reason.ROUTE_NOT_FOUND));
  }

  @Test
  void namesTheAllowedMethods() throws IOException {
    RouteTable table = table("/v1/a");

    assertThatThrownBy(() -> table.find("DELETE", "/v1/a"))
        .isInstanceOfSatisfying(
            TranscodingException.class,
            e -> assertThat(e.headers()).containsEntry("Allow", "GET, HEAD, OPTIONS"));
  }

  /// A colon without a registered verb belongs to the segment.
  @Test
  void knowsAnUnknownVerbOnlyAsPartOfAName() throws IOException {
    RouteTable table = table("/v1/{name=things/*}", "/v1/{name=parts/*}:count");

    assertThat(table.find("GET", "/v1/things/a:nope").rawSegments().getLast()).isEqualTo("a:nope");
    assertThatThrownBy(() -> table.find("POST", "/v1/things/a:nope"))
        .isInstanceOfSatisfying(
            TranscodingException.class,
            e -> assertThat(e.reason()).isEqualTo(Reason.METHOD_NOT_ALLOWED));
    assertThatThrownBy(() -> table.find("POST", "/v1/parts/a:nope"))
        .isInstanceOfSatisfying(
            TranscodingException.class,
            e -> assertThat(e.reason()).isEqualTo(Reason.ROUTE_NOT_FOUND));
    assertThatThrownBy(() -> table.find("POST", "/v1/parts/a:count"))
        .isInstanceOfSatisfying(
            TranscodingException.class,
            e -> assertThat(e.reason()).isEqualTo(Reason.METHOD_NOT_ALLOWED));
  }

  @Test
  void refusesDuplicatesNamingBoth() {
    assertThatThrownBy(() -> table("/v1/{name}", "/v1/{string_value}"))
        .isInstanceOf(RuleException.class)
        .hasMessageContaining("/v1/{name}")
        .hasMessageContaining("/v1/{string_value}");
  }

  @Test
  void refusesRepeatedAndMessageVariables() {
    assertThatThrownBy(() -> table("/v1/{repeated_value}")).hasMessageContaining("is repeated");
    assertThatThrownBy(() -> table("/v1/{map_value}")).hasMessageContaining("is repeated");
    assertThatThrownBy(() -> table("/v1/{nested_one}")).hasMessageContaining("names a message");
  }

  private static RouteTable table(String... templates) throws IOException {
    MethodDescriptor echo =
        ProbeDoor.files().stream()
            .filter(f -> f.getPackage().equals(ProbeDoor.PACKAGE))
            .findFirst()
            .orElseThrow()
            .getServices()
            .getFirst()
            .findMethodByName("Echo");
    List<RouteTable.Rule> rules = new ArrayList<>();
    for (String template : templates) {
      rules.add(new RouteTable.Rule(echo, HttpRule.newBuilder().setGet(template).build(), false));
    }
    return RouteTable.ofRules(rules);
  }
}
