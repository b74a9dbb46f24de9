package io.agencysuite.planning.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agencysuite.kit.error.Aborted;
import io.agencysuite.kit.error.FailedPrecondition;
import io.agencysuite.kit.error.InvalidArgument;
import io.agencysuite.kit.error.PermissionDenied;
import io.agencysuite.kit.error.ServiceException;
import io.agencysuite.kit.test.Seed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PostTest {

  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
  private static final String ANNA = "users/anna";
  private static final String BEN = "users/ben";
  private static final Map<String, UnaryOperator<Post>> STEPS =
      Map.of(
          "submit", post -> post.submit(ANNA, NOW),
          "approve", post -> post.approve(approvalOf(post, BEN), "", false),
          "reject", post -> post.reject("zu lang", BEN, NOW),
          "schedule", post -> post.schedule(linkOf(post), ANNA, NOW),
          "hold", post -> post.hold("Krise", BEN, NOW),
          "resume", post -> post.resume(BEN, NOW),
          "publish", post -> post.publish(new Publication(NOW, "https://x.de/1", ANNA), NOW),
          "edit", post -> post.edit(otherThan(post.content()), "", ANNA, NOW),
          "assign", post -> post.edit(post.content(), "m2", ANNA, NOW));

  @Test
  void reachesExactlyTheDrawnStates() {
    Map<PostState, Set<String>> edges = new EnumMap<>(PostState.class);
    Set<List<Object>> seen = new HashSet<>();
    Deque<Post> queue = new ArrayDeque<>(List.of(draft()));
    while (!queue.isEmpty()) {
      Post post = queue.poll();
      if (!seen.add(List.of(post.state(), post.approval() != null, post.link() != null))) {
        continue;
      }
      STEPS.forEach((verb, step) -> {
        try {
          Post next = step.apply(post);
          edges
              .computeIfAbsent(post.state(), state -> new HashSet<>())
              .add(verb + " " + next.state());
          queue.add(next);
        } catch (FailedPrecondition e) {
          assertThat(e.reason()).isEqualTo("STATE_FORBIDS");
        }
      });
    }

    assertThat(edges)
        .containsOnlyKeys(PostState.values())
        .containsEntry(PostState.DRAFT, Set.of("submit IN_REVIEW", "edit DRAFT", "assign DRAFT"))
        .containsEntry(
            PostState.IN_REVIEW,
            Set.of("approve APPROVED", "reject REJECTED", "edit IN_REVIEW", "assign IN_REVIEW"))
        .containsEntry(PostState.REJECTED, Set.of("edit DRAFT", "assign REJECTED"))
        .containsEntry(
            PostState.APPROVED,
            Set.of(
                "schedule SCHEDULED",
                "reject REJECTED",
                "hold HELD",
                "edit IN_REVIEW",
                "assign APPROVED"))
        .containsEntry(
            PostState.SCHEDULED,
            Set.of("publish PUBLISHED", "hold HELD", "edit IN_REVIEW", "assign SCHEDULED"))
        .containsEntry(
            PostState.HELD,
            Set.of("resume APPROVED", "resume IN_REVIEW", "edit HELD", "assign HELD"))
        .containsEntry(PostState.PUBLISHED, Set.of("publish PUBLISHED", "assign PUBLISHED"));
  }

  @Test
  void voidsTheApprovalWithAnyFieldOfTheContent() {
    for (Post approved : List.of(approved(), scheduled(), held())) {
      for (Content mutated : Contents.mutations(approved.content())) {
        Post edited = approved.edit(mutated, approved.responsible(), ANNA, NOW);

        assertThat(edited.approval()).isNull();
        assertThat(edited.link()).isNull();
        assertThat(edited.state()).isIn(PostState.IN_REVIEW, PostState.HELD);
        if (edited.state() == PostState.HELD) {
          assertThat(edited.resume(BEN, NOW).state()).isEqualTo(PostState.IN_REVIEW);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = PostState.class,
      names = {"APPROVED", "SCHEDULED", "PUBLISHED"})
  void cannotBeBuiltWithAnApprovalOfAnotherContent(PostState state) {
    Post sound = published();
    for (Content mutated : Contents.mutations(sound.content())) {
      assertThatThrownBy(() -> rebuilt(sound, mutated, state, sound.approval()))
          .isInstanceOf(IllegalStateException.class);
    }
    assertThatThrownBy(() -> rebuilt(sound, sound.content(), state, null))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void neverReachesTheOutsideWithoutApprovalOfThePresentContent() {
    var random = Seed.random("walks through the states");
    List<UnaryOperator<Post>> steps = List.copyOf(STEPS.values());
    for (int walk = 0; walk < 2_000; walk++) {
      Post post = draft();
      for (int i = 0; i < 30; i++) {
        Content before = post.content();
        try {
          post = steps.get(random.nextInt(steps.size())).apply(post);
        } catch (ServiceException e) {
          assertThat(post.content()).isEqualTo(before);
        }
        if (EnumSet.of(PostState.SCHEDULED, PostState.PUBLISHED).contains(post.state())) {
          Approval approval = Objects.requireNonNull(post.approval());
          assertThat(approval.contentHash()).isEqualTo(post.content().hash());
          assertThat(post.authors()).doesNotContain(approval.approver());
        }
      }
    }
  }

  @Test
  void refusesItsAuthorsAsApprovers() {
    Post twoAuthors = draft().edit(otherThan(Contents.PLAIN), "", BEN, NOW).submit(ANNA, NOW);

    for (String author : List.of(ANNA, BEN)) {
      assertThatThrownBy(() -> twoAuthors.approve(approvalOf(twoAuthors, author), "", false))
          .isInstanceOf(PermissionDenied.class)
          .hasMessageContaining("own post");
    }
    assertThat(twoAuthors.approve(approvalOf(twoAuthors, ANNA), "", true).state())
        .isEqualTo(PostState.APPROVED);
  }

  @Test
  void refusesSubmittersAsApprovers() {
    Post submittedByBen = draft().submit(BEN, NOW);

    assertThatThrownBy(() -> submittedByBen.approve(approvalOf(submittedByBen, BEN), "", false))
        .isInstanceOf(PermissionDenied.class);
  }

  @Test
  void refusesApprovalOfWhatTheApproverHasNotRead() {
    Post read = draft().submit(ANNA, NOW);
    Post changed = read.edit(otherThan(Contents.PLAIN), "", ANNA, NOW);

    assertThatThrownBy(
            () -> changed.approve(approvalOf(changed, BEN), read.content().hash(), false))
        .isInstanceOf(Aborted.class)
        .hasMessageContaining(changed.content().hash());
  }

  @Test
  void refusesToScheduleWithoutATime() {
    Content timeless = Contents.mutations(Contents.PLAIN).getLast();
    Post submitted = Post.draft(timeless, "", ANNA, NOW).submit(ANNA, NOW);
    Post approved = submitted.approve(approvalOf(submitted, BEN), "", false);

    assertThatThrownBy(approved::requireSchedulable)
        .isInstanceOf(FailedPrecondition.class)
        .hasMessageContaining("planned_local_time");
  }

  @Test
  void refusesAPublicationInTheFuture() {
    Publication tomorrow = new Publication(NOW.plus(Duration.ofDays(1)), "https://x.de/1", ANNA);

    assertThatThrownBy(() -> scheduled().publish(tomorrow, NOW))
        .isInstanceOf(InvalidArgument.class)
        .hasMessageContaining("publish_time");
  }

  @Test
  void staysTheSameWhenPublishedTwice() {
    Post out = published();

    assertThat(out.publish(new Publication(NOW, "https://x.de/1", BEN), NOW)).isSameAs(out);
    assertThatThrownBy(() -> out.publish(new Publication(NOW, "https://x.de/2", BEN), NOW))
        .isInstanceOf(FailedPrecondition.class);
  }

  @Test
  void staysTheSameWhenNothingIsEdited() {
    Post approved = approved();

    assertThat(approved.edit(approved.content(), approved.responsible(), BEN, NOW))
        .isSameAs(approved);
  }

  @Test
  void remembersTheLastFiftyEvents() {
    Post post = draft();
    for (int i = 0; i < 80; i++) {
      post = post.edit(post.content(), "m" + i, ANNA, NOW);
    }

    assertThat(post.history()).hasSize(Post.HISTORY_MAX);
    assertThat(post.history().getFirst().kind()).isEqualTo(PostEvent.Kind.ASSIGNED);
  }

  @Test
  void showsItsFinalTextOnlyOnTheWayOut() {
    assertThat(approved().finalText()).isEmpty();
    assertThat(held().finalText()).isEmpty();
    assertThat(scheduled().finalText()).isEqualTo("Frisch um sieben. https://go.example/r/1");
    assertThat(published().finalText()).isEqualTo(scheduled().finalText());
  }

  static Post published() {
    return step("publish").apply(scheduled());
  }

  private static UnaryOperator<Post> step(String verb) {
    return Objects.requireNonNull(STEPS.get(verb));
  }

  private static Post draft() {
    return Post.draft(Contents.PLAIN, "", ANNA, NOW);
  }

  private static Post approved() {
    return step("approve").apply(draft().submit(ANNA, NOW));
  }

  private static Post scheduled() {
    return step("schedule").apply(approved());
  }

  private static Post held() {
    return scheduled().hold("Krise", BEN, NOW);
  }

  private static Approval approvalOf(Post post, String approver) {
    return new Approval(post.content().hash(), approver, NOW, "2026-11-23", "");
  }

  private static PostLink linkOf(Post post) {
    return new PostLink(post.content().hash(), "clients/a/links/1", "1", "https://go.example/r/1");
  }

  private static Content otherThan(Content content) {
    return Contents.mutations(content).get(1);
  }

  private static Post rebuilt(
      Post post,
      Content content,
      PostState state,
      @org.jspecify.annotations.Nullable Approval approval) {
    return new Post(
        content,
        state,
        post.plannedAt(),
        approval,
        "",
        post.link(),
        state == PostState.PUBLISHED ? post.publication() : null,
        "",
        post.authors(),
        post.history(),
        NOW,
        NOW);
  }
}
