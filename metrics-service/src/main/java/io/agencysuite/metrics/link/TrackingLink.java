package io.agencysuite.metrics.link;

import io.agencysuite.metrics.rollup.Tuple;
import java.time.Instant;
import java.util.Objects;

/// A tracking link. It never changes, so that a click always means what it meant.
public record TrackingLink(
    String targetUrl,
    String channel,
    String campaign,
    String post,
    String utmSource,
    String utmMedium,
    String utmCampaign,
    String utmContent,
    String utmTerm,
    Instant createTime) {

  private static final String DEFAULT_MEDIUM = "social";

  public TrackingLink {
    if (targetUrl.isBlank() || channel.isBlank()) {
      throw new IllegalArgumentException("a link without target or channel");
    }
    Objects.requireNonNull(createTime);
  }

  public Tuple tuple() {
    return new Tuple(channel, campaign, post);
  }

  /// The target with its UTM parameters; those that it has already stay as they are.
  String taggedUrl() {
    return TargetUrl.of(targetUrl)
        .with("utm_source", utmSource.isEmpty() ? channel : utmSource)
        .with("utm_medium", utmMedium.isEmpty() ? DEFAULT_MEDIUM : utmMedium)
        .with("utm_campaign", utmCampaign.isEmpty() ? campaign : utmCampaign)
        .with("utm_content", utmContent.isEmpty() ? post : utmContent)
        .with("utm_term", utmTerm)
        .toString();
  }

  /// Where a click is sent.
  String locationOf(String clickId) {
    return TargetUrl.of(taggedUrl()).with("agency_click", clickId).toString();
  }
}
