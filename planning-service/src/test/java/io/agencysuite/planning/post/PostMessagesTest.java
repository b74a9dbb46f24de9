package io.agencysuite.planning.post;

import static org.assertj.core.api.Assertions.assertThat;

import io.agencysuite.kit.mongo.Key;
import io.agencysuite.kit.mongo.Stored;
import io.agencysuite.kit.test.Seed;
import io.agencysuite.state.v1.StateMessage;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PostMessagesTest {

  private static final Key KEY = new Key("t", "brauhaus", "post", "p1");

  @Test
  void carriesEveryContentThereAndBack() {
    var random = Seed.random("contents on the wire");
    Instant now = Instant.parse("2026-11-23T08:00:00.123Z");
    for (int i = 0; i < 1_000; i++) {
      Content content = Contents.random(random);
      Post post = Post.draft(content, "m1", "users/anna", now);

      var message = PostMessages.message(new Stored<>(KEY, 7, post));

      assertThat(PostMessages.content(message, content.channel())).isEqualTo(content);
      assertThat(message.getChannel()).isEqualTo("clients/brauhaus/channels/" + content.channel());
      assertThat(message.getEtag()).isEqualTo("\"7\"");
      assertThat(message.hasPlannedTime()).isEqualTo(content.plannedTime().isPresent());
    }
  }

  @Test
  void showsAPublishedPostAsAWhole() {
    var message = PostMessages.message(new Stored<>(KEY, 9, PostTest.published()));

    assertThat(message.getName()).isEqualTo("clients/brauhaus/posts/p1");
    assertThat(message.getState()).isEqualTo(io.agencysuite.planning.v1.Post.State.PUBLISHED);
    assertThat(message.getApproval().getContentHash()).isEqualTo(message.getContentHash());
    assertThat(message.getApproval().getApprover()).isEqualTo("users/ben");
    assertThat(message.getLink().getShortUrl()).isEqualTo("https://go.example/r/1");
    assertThat(message.getFinalText()).isEqualTo("Frisch um sieben. https://go.example/r/1");
    assertThat(message.getPublication().getUrl()).isEqualTo("https://x.de/1");
    assertThat(message.getHistoryList())
        .extracting(event -> event.getKind().name())
        .containsExactly("CREATED", "SUBMITTED", "APPROVED", "SCHEDULED", "PUBLISHED");
  }

  @Test
  void tellsMetricsWhatItNeeds() {
    StateMessage state =
        PostMessages.state(3, KEY, 9, PostTest.published(), Instant.parse("2026-11-23T08:00:00Z"));

    assertThat(state.getAggregate()).isEqualTo("clients/brauhaus/posts/p1");
    assertThat(state.getEpoch()).isEqualTo(3);
    assertThat(state.getPost().getIntention()).isEqualTo("give");
    assertThat(state.getPost().getState()).isEqualTo("published");
    assertThat(state.getPost().getChannel()).isEqualTo("instagram");
    assertThat(state.getPost().hasPublishTime()).isTrue();
  }
}
