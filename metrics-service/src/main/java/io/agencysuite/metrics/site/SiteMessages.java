package io.agencysuite.metrics.site;

import io.agencysuite.kit.mongo.Key;
import io.agencysuite.kit.mongo.Stored;
import io.agencysuite.metrics.state.TimeMessages;
import java.time.Instant;
import java.util.Locale;

/// Sites to and from the wire.
final class SiteMessages {

  private SiteMessages() {}

  static Site fromProto(io.agencysuite.metrics.v1.Site site, Instant createTime) {
    return new Site(
        site.getDisplayName(), site.getOriginsList(), mode(site.getConsentMode()), createTime);
  }

  static io.agencysuite.metrics.v1.Site toProto(Stored<Site> stored, String publicUrl) {
    Key key = stored.key();
    Site site = stored.value();
    SiteKey siteKey = new SiteKey(key.tenant(), key.client(), key.id());
    return io.agencysuite.metrics.v1.Site.newBuilder()
        .setName("clients/" + key.client() + "/sites/" + key.id())
        .setDisplayName(site.displayName())
        .addAllOrigins(site.origins())
        .setConsentMode(mode(site.consentMode()))
        .setKey(siteKey.toString())
        .setSnippet(snippet(siteKey, site.consentMode(), publicUrl))
        .setCreateTime(TimeMessages.timestamp(site.createTime()))
        .setEtag(stored.etag())
        .build();
  }

  /// The fields that can be changed.
  static io.agencysuite.metrics.v1.Site unnamed(Site site) {
    return io.agencysuite.metrics.v1.Site.newBuilder()
        .setDisplayName(site.displayName())
        .addAllOrigins(site.origins())
        .setConsentMode(mode(site.consentMode()))
        .build();
  }

  private static String snippet(SiteKey key, Site.ConsentMode mode, String publicUrl) {
    return "<script async src=\"%s/t.js\" data-site=\"%s\" data-consent=\"%s\"></script>"
        .formatted(publicUrl, key, mode.name().toLowerCase(Locale.ROOT));
  }

  private static Site.ConsentMode mode(io.agencysuite.metrics.v1.Site.ConsentMode mode) {
    return switch (mode) {
      case NONE -> Site.ConsentMode.NONE;
      case GRANTED -> Site.ConsentMode.GRANTED;
      case ASK, CONSENT_MODE_UNSPECIFIED, UNRECOGNIZED -> Site.ConsentMode.ASK;
    };
  }

  private static io.agencysuite.metrics.v1.Site.ConsentMode mode(Site.ConsentMode mode) {
    return switch (mode) {
      case ASK -> io.agencysuite.metrics.v1.Site.ConsentMode.ASK;
      case NONE -> io.agencysuite.metrics.v1.Site.ConsentMode.NONE;
      case GRANTED -> io.agencysuite.metrics.v1.Site.ConsentMode.GRANTED;
    };
  }
}
