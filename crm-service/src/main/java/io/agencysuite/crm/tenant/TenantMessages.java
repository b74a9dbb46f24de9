package io.agencysuite.crm.tenant;

import io.agencysuite.crm.moment.MomentMessages;
import io.agencysuite.kit.mongo.Stored;
import java.time.Instant;

/// Tenants on the wire.
final class TenantMessages {

  private TenantMessages() {}

  static io.agencysuite.crm.v1.Tenant to(Stored<Tenant> stored) {
    return io.agencysuite.crm.v1.Tenant.newBuilder()
        .setName("tenants/" + stored.key().id())
        .setDisplayName(stored.value().displayName())
        .setEtag(stored.etag())
        .setCreateTime(MomentMessages.to(stored.value().createTime()))
        .build();
  }

  static Tenant from(io.agencysuite.crm.v1.Tenant message, Instant now, String creation) {
    return new Tenant(message.getDisplayName().strip(), now, creation);
  }
}
