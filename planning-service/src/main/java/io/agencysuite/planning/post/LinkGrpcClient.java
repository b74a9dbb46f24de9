package io.agencysuite.planning.post;

import io.agencysuite.kit.error.InvalidArgument;
import io.agencysuite.kit.error.ServiceException;
import io.agencysuite.kit.error.Unavailable;
import io.agencysuite.kit.grpc.ServiceChannels;
import io.agencysuite.kit.mongo.Key;
import io.agencysuite.metrics.v1.CreateLinkRequest;
import io.agencysuite.metrics.v1.Link;
import io.agencysuite.metrics.v1.LinkServiceGrpc;
import io.agencysuite.planning.resource.ResourceNames;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

/// Asks metrics for tracking links.
public final class LinkGrpcClient {

  private static final String METRICS = "metrics";

  private final ServiceChannels channels;
  private final LinkSettings settings;

  public LinkGrpcClient(ServiceChannels channels, LinkSettings settings) {
    this.channels = channels;
    this.settings = settings;
  }

  /// The link of this content of the post; every call with the same content answers the same link.
  PostLink create(Key post, Content content) {
    CreateLinkRequest request =
        CreateLinkRequest.newBuilder()
            .setParent(ResourceNames.clientName(post.client()))
            .setLink(
                Link.newBuilder()
                    .setTargetUrl(content.linkTargetUrl())
                    .setChannel(content.channel())
                    .setCampaign(content.campaign())
                    .setPost(post.id()))
            .setRequestId(requestId(post, content))
            .build();
    try {
      Link link =
          LinkServiceGrpc.newBlockingStub(channels.channel(METRICS, post.tenant()))
              .createLink(request);
      return new PostLink(
          content.hash(),
          link.getName(),
          link.getCode(),
          settings.publicUrl() + link.getShortUrlPath());
    } catch (StatusRuntimeException e) {
      throw translated(e, content);
    }
  }

  private static String requestId(Key post, Content content) {
    String text = post + "\n" + content.hash();
    return "post-" + UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  private static ServiceException translated(StatusRuntimeException e, Content content) {
    if (e.getStatus().getCode() == Status.Code.INVALID_ARGUMENT) {
      return InvalidArgument.field(
          "post.link_target_url",
          content.linkTargetUrl(),
          "a target that metrics accepts; it says: " + e.getStatus().getDescription());
    }
    return new Unavailable(
        "LINK_UNAVAILABLE",
        "metrics made no tracking link; the post stays approved, try again",
        Map.of("service", METRICS, "code", e.getStatus().getCode().name()));
  }
}
