package io.agencysuite.metrics.report;

import static io.agencysuite.metrics.Agency.query;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agencysuite.metrics.Agency;
import org.junit.jupiter.api.Test;

class ReportFilterTest {

  @Test
  void refusesFiltersThatAreNoIds() {
    Agency agency = Agency.inBerlin();

    assertThatThrownBy(
            () -> agency.report(query("2026-11-01", "2026-11-30").addPosts("clients/a/posts/p1")))
        .hasMessageContaining("posts: 'clients/a/posts/p1' (expected: the id of a post");
  }
}
