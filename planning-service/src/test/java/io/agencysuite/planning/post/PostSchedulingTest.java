package io.agencysuite.planning.post;

import static io.agencysuite.planning.post.PostDesk.post;
import static org.assertj.core.api.Assertions.assertThat;

import io.agencysuite.kit.identity.Role;
import io.agencysuite.kit.test.StoreExtension;
import io.agencysuite.planning.Errors;
import io.agencysuite.planning.v1.ArchiveChannelRequest;
import io.agencysuite.planning.v1.HoldPostRequest;
import io.agencysuite.planning.v1.Post;
import io.agencysuite.planning.v1.ResumePostRequest;
import io.grpc.Status.Code;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostSchedulingTest {

  @RegisterExtension static final StoreExtension STORE = new StoreExtension();

  private static PostDesk desk;

  @BeforeAll
  static void start() {
    desk = new PostDesk(STORE.database());
  }

  @AfterAll
  static void stop() {
    desk.close();
  }

  @Test
  void takesAPostFromDraftToPublished() {
    Post draft = desk.create(post("insta").setText("Heute {link}").build());
    assertThat(draft.getState()).isEqualTo(Post.State.DRAFT);
    assertThat(draft.getFormat()).isEqualTo("image");
    assertThat(draft.getTimeZone()).isEqualTo("Europe/Berlin");

    desk.submit(draft);
    Post approved = desk.approve(desk.ben, draft);
    assertThat(approved.getApproval().getChannelTypeEdition()).isNotEmpty();
    Post scheduled = desk.schedule(draft);
    Post out = desk.publish(draft, "https://instagram.com/p/1");

    assertThat(scheduled.getFinalText()).isEqualTo("Heute " + scheduled.getLink().getShortUrl());
    assertThat(scheduled.getLink().getShortUrl()).startsWith("https://go.beispiel.de/r/code");
    assertThat(out.getState()).isEqualTo(Post.State.PUBLISHED);
    assertThat(out.getPublication().getPublisher()).isEqualTo("users/anna");
  }

  @Test
  void schedulesOnceWithOneLink() {
    Post post = desk.approved(post("insta").build());
    int before = desk.planning.metrics.linkCount();

    Post scheduled = desk.schedule(post);

    assertThat(desk.schedule(post)).isEqualTo(scheduled);
    assertThat(desk.planning.metrics.linkCount()).isEqualTo(before + 1);
  }

  @Test
  void staysApprovedWhileMetricsIsDown() {
    Post post = desk.approved(post("insta").build());
    desk.planning.metrics.down(true);
    try {
      Errors down = Errors.of(() -> desk.schedule(post));
      assertThat(down.code()).isEqualTo(Code.UNAVAILABLE);
      assertThat(down.reason()).isEqualTo("LINK_UNAVAILABLE");
    } finally {
      desk.planning.metrics.down(false);
    }
    assertThat(desk.get(post).getState()).isEqualTo(Post.State.APPROVED);
    assertThat(desk.schedule(post).getState()).isEqualTo(Post.State.SCHEDULED);
  }

  @Test
  void schedulesWithoutMetricsWhatLinksToNothing() {
    Post post = desk.approved(post("insta").clearLinkTargetUrl().build());
    desk.planning.metrics.down(true);
    try {
      assertThat(desk.schedule(post).hasLink()).isFalse();
    } finally {
      desk.planning.metrics.down(false);
    }
  }

  @Test
  void refusesArchivedChannels() {
    desk.planning.putChannel("hafen", "brauhaus", "old", "instagram");
    Post waiting = desk.approved(post("old").build());
    desk.planning
        .user("hafen", "ben", Role.PLANNER)
        .channels()
        .archiveChannel(
            ArchiveChannelRequest.newBuilder().setName("clients/brauhaus/channels/old").build());

    assertThat(Errors.of(() -> desk.create(post("old").build())).reason())
        .isEqualTo("CHANNEL_UNUSABLE");
    assertThat(Errors.of(() -> desk.schedule(waiting)).reason()).isEqualTo("CHANNEL_UNUSABLE");
  }

  @Test
  void holdsAndResumesByHandOnly() {
    Post post = desk.approved(post("insta").build());
    desk.schedule(post);

    Post held =
        desk.anna
            .posts()
            .holdPost(HoldPostRequest.newBuilder().setName(post.getName()).setReason("K").build());
    assertThat(held.getFinalText()).isEmpty();
    assertThat(Errors.of(() -> desk.publish(post, "https://instagram.com/p/3")).reason())
        .isEqualTo("STATE_FORBIDS");
    Post resumed =
        desk.ben.posts().resumePost(ResumePostRequest.newBuilder().setName(post.getName()).build());

    assertThat(resumed.getState()).isEqualTo(Post.State.APPROVED);
    assertThat(desk.schedule(post).getState()).isEqualTo(Post.State.SCHEDULED);
  }
}
