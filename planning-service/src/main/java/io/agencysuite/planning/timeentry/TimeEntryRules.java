package io.agencysuite.planning.timeentry;

import io.agencysuite.kit.mongo.Key;
import io.agencysuite.planning.channel.Channel;
import io.agencysuite.planning.channel.ChannelStore;
import io.agencysuite.planning.client.Client;
import io.agencysuite.planning.post.Content;
import io.agencysuite.planning.post.Post;
import io.agencysuite.planning.post.PostStore;
import io.agencysuite.planning.resource.ResourceNames;
import io.agencysuite.planning.resource.Violations;
import io.agencysuite.planning.team.TeamMember;
import io.agencysuite.planning.team.TeamStore;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What logged time must refer to.
public final class TimeEntryRules {

  private static final LocalDate FIRST_DAY = LocalDate.of(2000, 1, 1);

  private final TeamStore team;
  private final ChannelStore channels;
  private final PostStore posts;

  public TimeEntryRules(TeamStore team, ChannelStore channels, PostStore posts) {
    this.team = team;
    this.channels = channels;
    this.posts = posts;
  }

  /// Whose hours are logged, for whom, when.
  ///
  /// @param subject the caller, whose own hours are meant when no member is named
  record Scope(String tenant, String clientId, Client client, String subject, Instant now) {}

  /// Checks the entries of one call; what they refer to is read once.
  Check check(Scope scope) {
    return new Check(scope);
  }

  /// One call's checks.
  final class Check {

    private final Scope scope;
    private final LocalDate lastDay;
    private final Map<String, Optional<TeamMember>> membersSeen = new HashMap<>();
    private final Map<String, Optional<Channel>> channelsSeen = new HashMap<>();
    private final Map<String, Optional<Post>> postsSeen = new HashMap<>();
    private @Nullable String callersMember;

    private Check(Scope scope) {
      this.scope = scope;
      this.lastDay = LocalDate.ofInstant(scope.now(), scope.client().zone()).plusDays(1);
    }

    /// The entry that is meant; empty when something about it is wrong, which is then noted.
    Optional<TimeEntry> resolve(TimeEntryDraft draft, Violations violations) {
      int before = violations.found().size();
      String member = member(draft, violations);
      checkDay(draft.workDate(), violations);
      violations.require(
          draft.minutes() >= 1 && draft.minutes() <= TimeEntry.MINUTES_MAX,
          "minutes",
          draft.minutes(),
          "1.." + TimeEntry.MINUTES_MAX);
      Optional<Content> content = content(draft.post(), violations);
      String channel = channel(draft.channel(), content, violations);
      if (violations.found().size() > before) {
        return Optional.empty();
      }
      String campaign =
          draft.campaign().isEmpty() ? content.map(Content::campaign).orElse("") : draft.campaign();
      return Optional.of(
          new TimeEntry(
              member,
              draft.workDate(),
              draft.minutes(),
              channel,
              campaign,
              lastPart(draft.post()),
              draft.activity(),
              draft.note(),
              scope.now(),
              scope.now()));
    }

    private String member(TimeEntryDraft draft, Violations violations) {
      String id = draft.teamMember().isEmpty() ? callersMember() : lastPart(draft.teamMember());
      boolean known =
          !id.isEmpty()
              && membersSeen.computeIfAbsent(id, key -> team.find(scope.tenant(), key)).isPresent();
      violations.require(
          known,
          "team_member",
          draft.teamMember().isEmpty() ? "missing" : draft.teamMember(),
          "a member of the team, or a caller who is one");
      return id;
    }

    private String callersMember() {
      String known = callersMember;
      if (known == null) {
        known = team.idOfUser(scope.tenant(), scope.subject()).orElse("");
        callersMember = known;
      }
      return known;
    }

    private void checkDay(String day, Violations violations) {
      if (violations.requireDate("work_date", day)) {
        LocalDate date = LocalDate.parse(day);
        violations.require(
            !date.isBefore(FIRST_DAY) && !date.isAfter(lastDay),
            "work_date",
            day,
            FIRST_DAY + ".." + lastDay);
      }
    }

    private Optional<Content> content(String name, Violations violations) {
      if (name.isEmpty()) {
        return Optional.empty();
      }
      Optional<Post> post =
          postsSeen.computeIfAbsent(
              name, key -> own(key, PostStore.COLLECTION, PostStore.KIND).flatMap(posts::find));
      violations.require(
          post.isPresent(),
          "post",
          name,
          "a post of " + ResourceNames.clientName(scope.clientId()));
      return post.map(Post::content);
    }

    private String channel(String name, Optional<Content> post, Violations violations) {
      String ofPost = post.map(Content::channel).orElse("");
      if (name.isEmpty()) {
        return ofPost;
      }
      String id = lastPart(name);
      Optional<Channel> channel =
          channelsSeen.computeIfAbsent(
              name,
              key -> own(key, ChannelStore.COLLECTION, ChannelStore.KIND).flatMap(channels::find));
      violations.require(
          channel.isPresent(),
          "channel",
          name,
          "a channel of " + ResourceNames.clientName(scope.clientId()));
      violations.require(
          post.isEmpty() || id.equals(ofPost),
          "channel",
          name,
          ResourceNames.name(scope.clientId(), ChannelStore.COLLECTION, ofPost)
              + ", the channel of the post");
      return id;
    }

    private Optional<Key> own(String name, String collection, String kind) {
      return ResourceNames.findOfClient(scope.tenant(), name, collection, kind)
          .filter(key -> key.client().equals(scope.clientId()));
    }
  }

  private static String lastPart(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }
}
