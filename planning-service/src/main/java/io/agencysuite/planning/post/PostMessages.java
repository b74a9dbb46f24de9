package io.agencysuite.planning.post;

import io.agencysuite.kit.mongo.Key;
import io.agencysuite.kit.mongo.Stored;
import io.agencysuite.planning.channel.ChannelStore;
import io.agencysuite.planning.resource.ResourceNames;
import io.agencysuite.planning.resource.Timestamps;
import io.agencysuite.planning.team.TeamStore;
import io.agencysuite.state.v1.StateMessage;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Posts on the wire.
public final class PostMessages {

  private PostMessages() {}

  public static io.agencysuite.planning.v1.Post message(Stored<Post> stored) {
    Key key = stored.key();
    return message(key.client(), stored.value()).toBuilder()
        .setName(ResourceNames.name(key.client(), PostStore.COLLECTION, key.id()))
        .setEtag(stored.etag())
        .build();
  }

  static io.agencysuite.planning.v1.Post message(String client, Post post) {
    Content content = post.content();
    var message =
        io.agencysuite.planning.v1.Post.newBuilder()
            .setChannel(ResourceNames.name(client, ChannelStore.COLLECTION, content.channel()))
            .setTitle(content.title())
            .setText(content.text())
            .setLinkTargetUrl(content.linkTargetUrl())
            .setFormat(content.format())
            .setIntention(message(content.intention()))
            .setCampaign(content.campaign())
            .setPlannedLocalTime(content.plannedLocalTime())
            .setTimeZone(content.timeZone())
            .setResponsible(ResourceNames.name(TeamStore.COLLECTION, post.responsible()))
            .setState(message(post.state()))
            .setContentHash(content.hash())
            .setReason(post.reason())
            .setFinalText(post.finalText())
            .addAllAuthors(post.authors())
            .setCreateTime(Timestamps.of(post.createTime()))
            .setUpdateTime(Timestamps.of(post.updateTime()));
    post.history().forEach(event -> message.addHistory(message(event)));
    addOptional(message, post);
    return message.build();
  }

  /// Reads the content.
  ///
  /// @param channel id
  static Content content(io.agencysuite.planning.v1.Post message, String channel) {
    return new Content(
        channel,
        message.getTitle(),
        message.getText(),
        message.getLinkTargetUrl(),
        message.getFormat(),
        switch (message.getIntention()) {
          case INTENTION_UNSPECIFIED, UNRECOGNIZED -> Content.Intention.UNDECIDED;
          case GIVE -> Content.Intention.GIVE;
          case ASK -> Content.Intention.ASK;
        },
        message.getCampaign(),
        message.getPlannedLocalTime(),
        message.getTimeZone());
  }

  /// What metrics gets.
  public static StateMessage state(
      long epoch, Key key, long version, @Nullable Post post, Instant now) {
    StateMessage.Builder message =
        StateMessage.newBuilder()
            .setAggregate(ResourceNames.name(key.client(), PostStore.COLLECTION, key.id()))
            .setEpoch(epoch)
            .setVersion(version);
    if (post == null) {
      return message.setDeleted(true).setChangeTime(Timestamps.of(now)).build();
    }
    return message.setPost(state(post)).setChangeTime(Timestamps.of(post.updateTime())).build();
  }

  private static io.agencysuite.state.v1.PostState.Builder state(Post post) {
    Content content = post.content();
    var state =
        io.agencysuite.state.v1.PostState.newBuilder()
            .setTitle(content.title())
            .setChannel(content.channel())
            .setCampaign(content.campaign())
            .setFormat(content.format())
            .setIntention(
                switch (content.intention()) {
                  case UNDECIDED -> "";
                  case GIVE -> "give";
                  case ASK -> "ask";
                })
            .setState(post.state().name().toLowerCase(Locale.ROOT))
            .setTeamMember(post.responsible());
    Publication out = post.publication();
    if (out != null) {
      state.setPublishTime(Timestamps.of(out.publishTime()));
    }
    return state;
  }

  private static void addOptional(io.agencysuite.planning.v1.Post.Builder message, Post post) {
    String planned = post.plannedAt();
    if (planned != null) {
      message.setPlannedTime(Timestamps.of(Instant.parse(planned)));
    }
    Approval approval = post.approval();
    if (approval != null) {
      message.setApproval(
          io.agencysuite.planning.v1.Approval.newBuilder()
              .setContentHash(approval.contentHash())
              .setApprover(approval.approver())
              .setApproveTime(Timestamps.of(approval.approveTime()))
              .setChannelTypeEdition(approval.channelTypeEdition())
              .setComment(approval.comment()));
    }
    PostLink link = post.link();
    if (link != null) {
      message.setLink(
          io.agencysuite.planning.v1.PostLink.newBuilder()
              .setLink(link.link())
              .setCode(link.code())
              .setShortUrl(link.shortUrl()));
    }
    Publication out = post.publication();
    if (out != null) {
      message.setPublication(
          io.agencysuite.planning.v1.Publication.newBuilder()
              .setPublishTime(Timestamps.of(out.publishTime()))
              .setUrl(out.url())
              .setPublisher(out.publisher()));
    }
  }

  private static io.agencysuite.planning.v1.PostEvent message(PostEvent event) {
    return io.agencysuite.planning.v1.PostEvent.newBuilder()
        .setKind(io.agencysuite.planning.v1.PostEvent.Kind.valueOf(event.kind().name()))
        .setTime(Timestamps.of(event.time()))
        .setActor(event.actor())
        .setContentHash(event.contentHash())
        .setComment(event.comment())
        .build();
  }

  private static io.agencysuite.planning.v1.Post.Intention message(Content.Intention intention) {
    return switch (intention) {
      case UNDECIDED -> io.agencysuite.planning.v1.Post.Intention.INTENTION_UNSPECIFIED;
      case GIVE -> io.agencysuite.planning.v1.Post.Intention.GIVE;
      case ASK -> io.agencysuite.planning.v1.Post.Intention.ASK;
    };
  }

  private static io.agencysuite.planning.v1.Post.State message(PostState state) {
    return switch (state) {
      case DRAFT -> io.agencysuite.planning.v1.Post.State.DRAFT;
      case IN_REVIEW -> io.agencysuite.planning.v1.Post.State.IN_REVIEW;
      case REJECTED -> io.agencysuite.planning.v1.Post.State.REJECTED;
      case APPROVED -> io.agencysuite.planning.v1.Post.State.APPROVED;
      case SCHEDULED -> io.agencysuite.planning.v1.Post.State.SCHEDULED;
      case HELD -> io.agencysuite.planning.v1.Post.State.HELD;
      case PUBLISHED -> io.agencysuite.planning.v1.Post.State.PUBLISHED;
    };
  }
}
