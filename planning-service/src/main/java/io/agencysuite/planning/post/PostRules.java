package io.agencysuite.planning.post;

import io.agencysuite.kit.error.FailedPrecondition;
import io.agencysuite.kit.error.FieldViolation;
import io.agencysuite.kit.error.InvalidArgument;
import io.agencysuite.kit.mongo.Key;
import io.agencysuite.kit.text.BlankText;
import io.agencysuite.planning.channel.Channel;
import io.agencysuite.planning.channel.ChannelStore;
import io.agencysuite.planning.channeltype.ChannelType;
import io.agencysuite.planning.channeltype.ChannelTypeCatalogue;
import io.agencysuite.planning.resource.ResourceNames;
import io.agencysuite.planning.resource.Violations;
import io.agencysuite.planning.team.TeamStore;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What a post must fulfil before it is stored, and before it goes on.
public final class PostRules {

  private static final int YEAR_MIN = 2000;
  private static final int YEAR_MAX = 2100;

  private final ChannelTypeCatalogue catalogue;
  private final ChannelStore channels;
  private final TeamStore team;
  private final LinkSettings links;

  public PostRules(
      ChannelTypeCatalogue catalogue, ChannelStore channels, TeamStore team, LinkSettings links) {
    this.catalogue = catalogue;
    this.channels = channels;
    this.team = team;
    this.links = links;
  }

  /// The channel that a post shall go to.
  ///
  /// @throws InvalidArgument if the client has none of this name
  Channel channel(String tenant, String client, String name) {
    return ResourceNames.findOfClient(tenant, name, ChannelStore.COLLECTION, ChannelStore.KIND)
        .filter(key -> key.client().equals(client))
        .flatMap(channels::find)
        .orElseThrow(() ->
            InvalidArgument.field(
                "post.channel",
                name.isEmpty() ? "missing" : name,
                "a channel of " + ResourceNames.clientName(client)));
  }

  ChannelType type(Channel channel) {
    return catalogue
        .find(channel.channelType())
        .orElseThrow(() ->
            new FailedPrecondition(
                "CHANNEL_UNUSABLE",
                "channel type " + channel.channelType() + " is not in the catalogue"));
  }

  /// Checks what needs other resources or a calendar.
  void check(String tenant, ChannelType type, PostDraft draft) {
    Content content = draft.content();
    Violations violations = new Violations("post");
    violations.require(
        type.formats().contains(content.format()),
        "format",
        content.format(),
        String.join(", ", type.formats()));
    violations.require(
        !content.hasTarget() || LinkTarget.isValid(content.linkTargetUrl()),
        "link_target_url",
        LinkTarget.shown(content.linkTargetUrl()),
        LinkTarget.EXPECTED);
    violations.requireZone("time_zone", content.timeZone());
    violations.require(
        content.plannedLocalTime().isEmpty() || isTime(content.plannedLocalTime()),
        "planned_local_time",
        content.plannedLocalTime(),
        "a local time YYYY-MM-DDTHH:MM in " + YEAR_MIN + ".." + YEAR_MAX);
    violations.require(
        draft.responsible().isEmpty() || team.find(tenant, draft.responsible()).isPresent(),
        "responsible",
        TeamStore.COLLECTION + "/" + draft.responsible(),
        "a member of the team");
    violations.throwIfAny();
  }

  static void requireActive(Channel channel, String id) {
    if (!channel.active()) {
      throw new FailedPrecondition(
          "CHANNEL_UNUSABLE",
          "channel " + id + " is archived (expected: an active one)",
          Map.of("channel", id));
    }
  }

  /// Checks a content that shall go on: complete, and within the network's limits.
  ///
  /// @return edition of the channel type whose limits it was checked against
  String requireReady(Key post, Content content) {
    return requireReady(post, content, links.assumedUrl());
  }

  /// The same with the short URL that the text will carry.
  String requireReady(Key post, Content content, String shortUrl) {
    Channel channel =
        channels
            .find(new Key(post.tenant(), post.client(), ChannelStore.KIND, content.channel()))
            .orElseThrow();
    requireActive(channel, content.channel());
    requireComplete(content);
    ChannelType type = type(channel);
    List<FieldViolation> violations = type.violations(content.title(), content.textWith(shortUrl));
    if (!violations.isEmpty()) {
      String message =
          violations.stream()
              .map(v -> v.field() + ": " + v.message())
              .collect(Collectors.joining("; "));
      throw new InvalidArgument("NETWORK_LIMIT_EXCEEDED", message, violations);
    }
    return type.edition();
  }

  private static void requireComplete(Content content) {
    if (content.intention() == Content.Intention.UNDECIDED) {
      throw new FailedPrecondition("POST_INCOMPLETE", "intention: missing (expected: GIVE or ASK)");
    }
    if (content.format().equals("text") && BlankText.is(content.text())) {
      throw new FailedPrecondition("POST_INCOMPLETE", "text: blank (expected: a text)");
    }
    if (content.text().contains(Content.LINK) && !content.hasTarget()) {
      throw new FailedPrecondition(
          "LINK_TARGET_MISSING",
          "link_target_url: missing (expected: a target, because the text says {link})");
    }
  }

  private static boolean isTime(String text) {
    try {
      int year = LocalDateTime.parse(text).getYear();
      return year >= YEAR_MIN && year <= YEAR_MAX;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
