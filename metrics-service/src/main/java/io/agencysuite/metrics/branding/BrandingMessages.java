package io.agencysuite.metrics.branding;

import com.google.protobuf.ByteString;
import io.agencysuite.kit.mongo.Stored;
import io.agencysuite.metrics.v1.ReportBranding;
import java.util.Optional;

/// Brandings to and from the wire.
final class BrandingMessages {

  private BrandingMessages() {}

  static ReportBranding toProto(Optional<Stored<Branding>> stored) {
    return stored
        .map(found -> toProto(found.value()).toBuilder().setEtag(found.etag()).build())
        .orElse(ReportBranding.getDefaultInstance());
  }

  static ReportBranding toProto(Branding branding) {
    return ReportBranding.newBuilder()
        .setAgencyName(branding.agencyName())
        .setClaim(branding.claim())
        .setColor(branding.color())
        .setLogo(ByteString.copyFrom(Logo.bytes(branding.logo())))
        .setFooter(branding.footer())
        .build();
  }

  static Branding fromProto(ReportBranding message) {
    return new Branding(
        message.getAgencyName().strip(),
        message.getClaim().strip(),
        message.getColor(),
        Logo.clean(message.getLogo().toByteArray()),
        message.getFooter().strip());
  }
}
