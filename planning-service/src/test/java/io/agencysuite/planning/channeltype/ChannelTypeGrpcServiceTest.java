package io.agencysuite.planning.channeltype;

import static org.assertj.core.api.Assertions.assertThat;

import io.agencysuite.kit.identity.Role;
import io.agencysuite.kit.test.StoreExtension;
import io.agencysuite.planning.Errors;
import io.agencysuite.planning.PlanningUnderTest;
import io.agencysuite.planning.PlanningUnderTest.Caller;
import io.agencysuite.planning.v1.ChannelTypeFact;
import io.agencysuite.planning.v1.GetChannelTypeRequest;
import io.agencysuite.planning.v1.ListChannelTypesRequest;
import io.grpc.Status.Code;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ChannelTypeGrpcServiceTest {

  @RegisterExtension static final StoreExtension STORE = new StoreExtension();

  private static PlanningUnderTest planning;
  private static Caller viewer;

  @BeforeAll
  static void start() {
    planning = new PlanningUnderTest(STORE.database());
    viewer = planning.userOf("hafen", "emil", "brauhaus", Role.CLIENT_VIEWER);
  }

  @AfterAll
  static void stop() {
    planning.close();
  }

  @Test
  void saysHowANetworkCountsAndWhoSaysSo() {
    var type =
        viewer
            .types()
            .getChannelType(
                GetChannelTypeRequest.newBuilder().setName("channelTypes/threads").build());

    assertThat(type.getFactsList())
        .filteredOn(fact -> fact.getKey().equals("text_max"))
        .singleElement()
        .satisfies(fact -> {
          assertThat(fact.getValue()).isEqualTo("500");
          assertThat(fact.getCountingRule())
              .isEqualTo(ChannelTypeFact.CountingRule.EMOJI_AS_UTF8_BYTES);
          assertThat(fact.getConfidence()).isEqualTo(ChannelTypeFact.Confidence.HIGH);
          assertThat(fact.getSourceDate()).isEqualTo("2026-04-14");
        });
  }

  @Test
  void pagesThroughTheCatalogue() {
    var first =
        viewer
            .types()
            .listChannelTypes(ListChannelTypesRequest.newBuilder().setPageSize(8).build());
    var second =
        viewer
            .types()
            .listChannelTypes(
                ListChannelTypesRequest.newBuilder()
                    .setPageSize(8)
                    .setPageToken(first.getNextPageToken())
                    .build());

    assertThat(first.getChannelTypesCount()).isEqualTo(8);
    assertThat(second.getChannelTypesCount()).isEqualTo(4);
    assertThat(second.getNextPageToken()).isEmpty();
  }

  @Test
  void answersNotFoundForWhatIsNotThere() {
    for (String name : new String[] {"channelTypes/myspace", "types/x", "x"}) {
      assertThat(
              Errors.of(() ->
                      viewer
                          .types()
                          .getChannelType(GetChannelTypeRequest.newBuilder().setName(name).build()))
                  .code())
          .isEqualTo(Code.NOT_FOUND);
    }
  }
}
