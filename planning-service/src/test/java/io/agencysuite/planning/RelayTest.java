package io.agencysuite.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.agencysuite.common.v1.Money;
import io.agencysuite.kit.identity.Role;
import io.agencysuite.kit.test.StoreExtension;
import io.agencysuite.planning.PlanningUnderTest.Caller;
import io.agencysuite.planning.v1.CreatePostRequest;
import io.agencysuite.planning.v1.CreateTeamMemberRequest;
import io.agencysuite.planning.v1.CreateTimeEntryRequest;
import io.agencysuite.planning.v1.DeleteTimeEntryRequest;
import io.agencysuite.planning.v1.Post;
import io.agencysuite.planning.v1.Rate;
import io.agencysuite.planning.v1.SubmitPostRequest;
import io.agencysuite.planning.v1.TeamMember;
import io.agencysuite.planning.v1.TimeEntry;
import io.agencysuite.state.v1.StateMessage;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RelayTest {

  @RegisterExtension static final StoreExtension STORE = new StoreExtension();

  private static PlanningUnderTest planning;
  private static Caller owner;

  @BeforeAll
  static void start() {
    planning = new PlanningUnderTest(STORE.database());
    planning.putClient("hafen", "brauhaus", "Europe/Berlin");
    owner = planning.user("hafen", "olga", Role.OWNER);
  }

  @AfterAll
  static void stop() {
    planning.close();
  }

  @Test
  void carriesEverythingToMetricsAlsoWhenItWasDown() throws Exception {
    planning.metrics.down(true);
    try (AutoCloseable relays = planning.startRelays()) {
      planning.putChannel("hafen", "brauhaus", "insta", "instagram");
      TeamMember member = member();
      Post post = post();
      TimeEntry kept = hours();
      TimeEntry deleted = hours();
      var _ =
          owner
              .hours()
              .deleteTimeEntry(
                  DeleteTimeEntryRequest.newBuilder().setName(deleted.getName()).build());
      assertThat(planning.metrics.states()).isEmpty();

      planning.metrics.down(false);

      await(
          "clients/brauhaus/channels/insta",
          s -> s.getChannel().getChannelType().equals("instagram"));
      await(
          member.getName(),
          s -> s.getTeamMember().getRates(0).getHourlyCost().getMinorUnits() == 6000);
      await(post.getName(), s -> s.getPost().getState().equals("in_review") && s.getVersion() == 2);
      await(kept.getName(), s -> s.getTimeEntry().getMinutes() == 30);
      await(deleted.getName(), s -> s.getDeleted() && s.getVersion() == 2);
      assertThat(relays).isNotNull();
    }
  }

  private static void await(String aggregate, Predicate<StateMessage> arrived)
      throws InterruptedException {
    for (int i = 0; i < 400; i++) {
      StateMessage state = planning.metrics.states().get("hafen/" + aggregate);
      if (state != null && arrived.test(state)) {
        return;
      }
      Thread.sleep(50);
    }
    throw new AssertionError(
        aggregate + " did not arrive: " + planning.metrics.states().get("hafen/" + aggregate));
  }

  private static TeamMember member() {
    return owner
        .team()
        .createTeamMember(
            CreateTeamMemberRequest.newBuilder()
                .setTeamMember(
                    TeamMember.newBuilder()
                        .setDisplayName("Olga")
                        .setUser("users/olga")
                        .addRates(
                            Rate.newBuilder()
                                .setValidFrom("2026-01-01")
                                .setHourlyCost(
                                    Money.newBuilder().setMinorUnits(6000).setCurrencyCode("EUR"))))
                .build());
  }

  private static Post post() {
    Post draft =
        owner
            .posts()
            .createPost(
                CreatePostRequest.newBuilder()
                    .setParent("clients/brauhaus")
                    .setPost(
                        Post.newBuilder()
                            .setChannel("clients/brauhaus/channels/insta")
                            .setIntention(Post.Intention.GIVE)
                            .setTitle("Brezeln"))
                    .build());
    return owner
        .posts()
        .submitPost(SubmitPostRequest.newBuilder().setName(draft.getName()).build());
  }

  private static TimeEntry hours() {
    return owner
        .hours()
        .createTimeEntry(
            CreateTimeEntryRequest.newBuilder()
                .setParent("clients/brauhaus")
                .setTimeEntry(TimeEntry.newBuilder().setWorkDate("2026-11-20").setMinutes(30))
                .build());
  }
}
