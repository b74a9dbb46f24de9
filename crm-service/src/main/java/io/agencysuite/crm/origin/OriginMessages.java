package io.agencysuite.crm.origin;

/// Origins on the wire.
public final class OriginMessages {

  private OriginMessages() {}

  public static io.agencysuite.state.v1.Origin to(Origin origin) {
    return io.agencysuite.state.v1.Origin.newBuilder()
        .setChannel(origin.channel())
        .setCampaign(origin.campaign())
        .setPost(origin.post())
        .setUtmSource(origin.utmSource())
        .setUtmMedium(origin.utmMedium())
        .setUtmContent(origin.utmContent())
        .setUtmTerm(origin.utmTerm())
        .setLinkCode(origin.linkCode())
        .build();
  }

  public static Origin from(io.agencysuite.state.v1.Origin origin) {
    return new Origin(
        origin.getChannel(),
        origin.getCampaign(),
        origin.getPost(),
        origin.getUtmSource(),
        origin.getUtmMedium(),
        origin.getUtmContent(),
        origin.getUtmTerm(),
        origin.getLinkCode());
  }
}
