package io.agencysuite.planning.post;

import io.agencysuite.kit.error.Aborted;
import io.agencysuite.kit.error.PermissionDenied;
import io.agencysuite.kit.identity.Identity;
import io.agencysuite.kit.identity.Role;
import io.agencysuite.kit.mongo.Key;
import io.agencysuite.kit.mongo.Stored;
import io.agencysuite.planning.settings.Policy;
import io.agencysuite.planning.settings.PolicyStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The way of a post from draft to published, step by step.
public final class PostWorkflow {

  private final PostStore posts;
  private final PostRules rules;
  private final PolicyStore policies;
  private final LinkGrpcClient links;
  private final InstantSource clock;

  public PostWorkflow(
      PostStore posts,
      PostRules rules,
      PolicyStore policies,
      LinkGrpcClient links,
      InstantSource clock) {
    this.posts = posts;
    this.rules = rules;
    this.policies = policies;
    this.links = links;
    this.clock = clock;
  }

  /// Which post is meant, and who acts on it.
  ///
  /// @param etag the version that is meant; empty for the present one
  record Step(Identity caller, String name, String etag) {

    String actor() {
      return caller.subject();
    }
  }

  Stored<Post> submit(Step step) {
    Key key = PostStore.key(step.caller().tenant(), step.name());
    return update(
        step,
        post -> {
          Post submitted = post.submit(step.actor(), clock.instant());
          rules.requireReady(key, post.content());
          return submitted;
        });
  }

  Stored<Post> approve(Step step, String readHash, String comment) {
    if (step.caller().kind() != Identity.Kind.USER) {
      throw new PermissionDenied(
          "APPROVER_NOT_A_PERSON", step.actor() + " cannot approve (expected: a person)");
    }
    boolean ownAllowed = mayApproveOwn(step.caller());
    Key key = PostStore.key(step.caller().tenant(), step.name());
    return update(
        step,
        post -> {
          Instant now = clock.instant();
          String hash = post.content().hash();
          Approval tried = new Approval(hash, step.actor(), now, "", comment);
          post.approve(tried, readHash, ownAllowed);
          String edition = rules.requireReady(key, post.content());
          Approval given = new Approval(hash, step.actor(), now, edition, comment);
          return post.approve(given, readHash, ownAllowed);
        });
  }

  Stored<Post> reject(Step step, String reason) {
    return update(step, post -> post.reject(reason, step.actor(), clock.instant()));
  }

  /// Makes the link first: a post is never scheduled without it. Should this process end in
  /// between, the next try gets the same link.
  Stored<Post> schedule(Step step) {
    return posts.affected(step.caller().tenant(), step.name()).orElseGet(() -> scheduleNow(step));
  }

  private Stored<Post> scheduleNow(Step step) {
    Stored<Post> read = read(step);
    Post post = read.value();
    if (post.state() == PostState.SCHEDULED) {
      return read;
    }
    post.requireSchedulable();
    Content content = post.content();
    rules.requireReady(read.key(), content);
    @Nullable PostLink link = content.hasTarget() ? links.create(read.key(), content) : null;
    if (link != null) {
      rules.requireReady(read.key(), content, link.shortUrl());
    }
    return posts.update(
        read.key().tenant(),
        step.name(),
        read.etag(),
        current -> current.schedule(link, step.actor(), clock.instant()));
  }

  Stored<Post> hold(Step step, String reason) {
    return update(step, post -> post.hold(reason, step.actor(), clock.instant()));
  }

  Stored<Post> resume(Step step) {
    return update(step, post -> post.resume(step.actor(), clock.instant()));
  }

  /// @param time null for now
  Stored<Post> publish(Step step, String url, @Nullable Instant time) {
    Instant now = clock.instant();
    Publication out = new Publication(time == null ? now : time, url, step.actor());
    return update(step, post -> post.publish(out, now));
  }

  private boolean mayApproveOwn(Identity caller) {
    return policies.get(caller.tenant()).value().ownPostApproval() == Policy.OwnPostApproval.OWNERS
        && caller.holdsEverywhere(Set.of(Role.OWNER));
  }

  private Stored<Post> update(Step step, UnaryOperator<Post> change) {
    return posts.update(step.caller().tenant(), step.name(), step.etag(), change);
  }

  private Stored<Post> read(Step step) {
    Stored<Post> read = posts.get(step.caller().tenant(), step.name());
    if (!step.etag().isEmpty() && !step.etag().equals(read.etag())) {
      throw Aborted.stale(step.name(), step.etag(), read.etag());
    }
    return read;
  }
}
