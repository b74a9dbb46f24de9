package io.agencysuite.metrics.link;

import io.agencysuite.kit.mongo.Stored;
import io.agencysuite.metrics.state.PlaceIds;
import io.agencysuite.metrics.state.TimeMessages;
import io.agencysuite.metrics.v1.Link;
import java.time.Instant;

/// Links to and from the wire.
final class LinkMessages {

  private LinkMessages() {}

  static TrackingLink fromProto(Link link, Instant createTime) {
    PlaceIds.require("link.", link.getChannel(), link.getCampaign(), link.getPost());
    return new TrackingLink(
        TargetAddress.normalise(link.getTargetUrl()),
        link.getChannel(),
        link.getCampaign(),
        link.getPost(),
        link.getUtmSource(),
        link.getUtmMedium(),
        link.getUtmCampaign(),
        link.getUtmContent(),
        link.getUtmTerm(),
        createTime);
  }

  static Link toProto(Stored<TrackingLink> stored) {
    TrackingLink link = stored.value();
    LinkCode code = new LinkCode(stored.key().tenant(), stored.key().client(), stored.key().id());
    return Link.newBuilder()
        .setName("clients/" + code.client() + "/links/" + code.link())
        .setCode(code.toString())
        .setShortUrlPath("/r/" + code)
        .setTargetUrl(link.targetUrl())
        .setChannel(link.channel())
        .setCampaign(link.campaign())
        .setPost(link.post())
        .setUtmSource(link.utmSource())
        .setUtmMedium(link.utmMedium())
        .setUtmCampaign(link.utmCampaign())
        .setUtmContent(link.utmContent())
        .setUtmTerm(link.utmTerm())
        .setTaggedUrl(link.taggedUrl())
        .setCreateTime(TimeMessages.timestamp(link.createTime()))
        .setEtag(stored.etag())
        .build();
  }
}
