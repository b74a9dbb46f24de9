package io.agencysuite.planning.post;

import io.agencysuite.kit.error.Aborted;
import io.agencysuite.kit.error.FailedPrecondition;
import io.agencysuite.kit.error.InvalidArgument;
import io.agencysuite.kit.error.PermissionDenied;
import io.agencysuite.planning.post.PostEvent.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A piece on a channel with its transitions. The constructor is the law: no state that needs an
/// approval can be built, written or read without one of exactly this content.
///
/// @param plannedAt the planned instant as `YYYY-MM-DDTHH:MM:SSZ`, so that text order is time
///   order; null when no time is planned. Kept as it was computed, should the zone's rules change
///   later
/// @param approval of the present content; null when there is none
/// @param reason why it was rejected or is held; empty otherwise
/// @param link made for the present content; null when there is none
/// @param authors subjects who wrote or submitted the content
/// @param history the newest [#HISTORY_MAX] events
public record Post(
    Content content,
    PostState state,
    @Nullable String plannedAt,
    @Nullable Approval approval,
    String reason,
    @Nullable PostLink link,
    @Nullable Publication publication,
    String responsible,
    List<String> authors,
    List<PostEvent> history,
    Instant createTime,
    Instant updateTime) {

  static final int HISTORY_MAX = 50;

  private static final Set<PostState> APPROVED_ONLY =
      EnumSet.of(PostState.APPROVED, PostState.SCHEDULED, PostState.PUBLISHED);
  private static final Set<PostState> LINKED_ONLY =
      EnumSet.of(PostState.SCHEDULED, PostState.PUBLISHED);
  private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);

  public Post {
    authors = List.copyOf(authors);
    history =
        List.copyOf(history.subList(Math.max(0, history.size() - HISTORY_MAX), history.size()));
    String hash = content.hash();
    require(approval == null || approval.contentHash().equals(hash), "approval of another content");
    require(link == null || link.contentHash().equals(hash), "link of another content");
    require(approval != null || !APPROVED_ONLY.contains(state), state + " without approval");
    if (LINKED_ONLY.contains(state)) {
      require(plannedAt != null, state + " without a planned time");
      require(link != null || !content.hasTarget(), state + " without its link");
    }
    require((publication != null) == (state == PostState.PUBLISHED), state + ", publication");
  }

  /// A new draft.
  static Post draft(Content content, String responsible, String actor, Instant now) {
    PostEvent created = new PostEvent(Kind.CREATED, now, actor, content.hash(), "");
    return new Post(
        content,
        PostState.DRAFT,
        plannedAt(content),
        null,
        "",
        null,
        null,
        responsible,
        List.of(actor),
        List.of(created),
        now,
        now);
  }

  /// New content voids approval and link; a new responsible member alone does not.
  Post edit(Content next, String nextResponsible, String actor, Instant now) {
    if (next.equals(content)) {
      return nextResponsible.equals(responsible)
          ? this
          : rewritten(content, nextResponsible, state, event(Kind.ASSIGNED, actor, "", now));
    }
    PostState nextState =
        switch (state) {
          case DRAFT, REJECTED -> PostState.DRAFT;
          case IN_REVIEW, APPROVED, SCHEDULED -> PostState.IN_REVIEW;
          case HELD -> PostState.HELD;
          case PUBLISHED ->
              throw forbidden("edit", EnumSet.complementOf(EnumSet.of(PostState.PUBLISHED)));
        };
    PostEvent edited = new PostEvent(Kind.EDITED, now, actor, next.hash(), "");
    return rewritten(next, nextResponsible, nextState, edited);
  }

  Post submit(String actor, Instant now) {
    require("submit", PostState.DRAFT);
    Post submitted = moved(PostState.IN_REVIEW, null, "", event(Kind.SUBMITTED, actor, "", now));
    return submitted.withAuthor(actor);
  }

  /// @param readHash content that the approver has read; empty when not said
  /// @param ownAllowed an author may approve
  Post approve(Approval given, String readHash, boolean ownAllowed) {
    require("approve", PostState.IN_REVIEW);
    String hash = content.hash();
    if (!readHash.isEmpty() && !readHash.equals(hash)) {
      throw new Aborted(
          "CONTENT_CHANGED",
          "content_hash: " + readHash + " (expected: " + hash + ", the present content)",
          Map.of("contentHash", hash));
    }
    if (authors.contains(given.approver()) && !ownAllowed) {
      throw new PermissionDenied(
          "OWN_POST", "nobody approves their own post (expected: somebody who did not write it)");
    }
    return moved(
        PostState.APPROVED,
        given,
        "",
        event(Kind.APPROVED, given.approver(), given.comment(), given.approveTime()));
  }

  Post reject(String why, String actor, Instant now) {
    require("reject", PostState.IN_REVIEW, PostState.APPROVED);
    return moved(PostState.REJECTED, null, why, event(Kind.REJECTED, actor, why, now));
  }

  /// Checks what `:schedule` needs before its link is made.
  void requireSchedulable() {
    require("schedule", PostState.APPROVED);
    if (plannedAt == null) {
      throw new FailedPrecondition(
          "POST_INCOMPLETE", "planned_local_time: missing (expected: when it shall go out)");
    }
  }

  /// @param made for this content; null when it links to nothing
  Post schedule(@Nullable PostLink made, String actor, Instant now) {
    requireSchedulable();
    return next(
        PostState.SCHEDULED, approval, "", made, null, event(Kind.SCHEDULED, actor, "", now));
  }

  Post hold(String why, String actor, Instant now) {
    require("hold", PostState.APPROVED, PostState.SCHEDULED);
    return moved(PostState.HELD, approval, why, event(Kind.HELD, actor, why, now));
  }

  /// Never straight to SCHEDULED: all checks run again.
  Post resume(String actor, Instant now) {
    require("resume", PostState.HELD);
    PostState next = approval == null ? PostState.IN_REVIEW : PostState.APPROVED;
    return moved(next, approval, "", event(Kind.RESUMED, actor, "", now));
  }

  Post publish(Publication out, Instant now) {
    if (publication != null && publication.url().equals(out.url())) {
      return this;
    }
    require("publish", PostState.SCHEDULED);
    if (out.publishTime().isAfter(now.plus(CLOCK_TOLERANCE))) {
      throw InvalidArgument.field("publish_time", out.publishTime(), "not in the future");
    }
    return next(
        PostState.PUBLISHED,
        approval,
        "",
        link,
        out,
        event(Kind.PUBLISHED, out.publisher(), "", now));
  }

  /// The text to put out; empty while the post is not to go out.
  String finalText() {
    if (!LINKED_ONLY.contains(state)) {
      return "";
    }
    return link == null ? content.text() : content.textWith(link.shortUrl());
  }

  private Post moved(PostState to, @Nullable Approval valid, String why, PostEvent event) {
    return next(to, valid, why, link, null, event);
  }

  /// The same content in another state.
  private Post next(
      PostState to,
      @Nullable Approval valid,
      String why,
      @Nullable PostLink made,
      @Nullable Publication out,
      PostEvent event) {
    return new Post(
        content,
        to,
        plannedAt,
        valid,
        why,
        made,
        out,
        responsible,
        authors,
        historyWith(event),
        createTime,
        event.time());
  }

  private Post rewritten(Content next, String member, PostState nextState, PostEvent event) {
    boolean same = next.equals(content);
    return new Post(
        next,
        nextState,
        same ? plannedAt : plannedAt(next),
        same ? approval : null,
        same || nextState == PostState.HELD ? reason : "",
        same ? link : null,
        publication,
        member,
        same ? authors : authorsWith(event.actor()),
        historyWith(event),
        createTime,
        event.time());
  }

  private Post withAuthor(String actor) {
    return new Post(
        content,
        state,
        plannedAt,
        approval,
        reason,
        link,
        publication,
        responsible,
        authorsWith(actor),
        history,
        createTime,
        updateTime);
  }

  private List<String> authorsWith(String actor) {
    TreeSet<String> all = new TreeSet<>(authors);
    all.add(actor);
    return List.copyOf(all);
  }

  private List<PostEvent> historyWith(PostEvent event) {
    List<PostEvent> all = new ArrayList<>(history);
    all.add(event);
    return all;
  }

  private PostEvent event(Kind kind, String actor, String comment, Instant now) {
    return new PostEvent(kind, now, actor, content.hash(), comment);
  }

  private void require(String verb, PostState... expected) {
    if (!List.of(expected).contains(state)) {
      throw forbidden(verb, Set.of(expected));
    }
  }

  private FailedPrecondition forbidden(String verb, Set<PostState> expected) {
    return new FailedPrecondition(
        "STATE_FORBIDS",
        "state: "
            + state
            + " does not allow "
            + verb
            + " (expected: "
            + new TreeSet<>(expected)
            + ")",
        Map.of("state", state.name(), "verb", verb));
  }

  private static @Nullable String plannedAt(Content content) {
    return content
        .plannedTime()
        .map(time -> time.truncatedTo(ChronoUnit.SECONDS).toString())
        .orElse(null);
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalStateException("post: " + what);
    }
  }
}
