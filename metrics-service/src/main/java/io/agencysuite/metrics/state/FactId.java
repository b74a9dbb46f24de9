package io.agencysuite.metrics.state;

import java.util.List;
import java.util.Locale;

/// Names a fact: `tenant/client/kind/id`.
///
/// @param client `-` for what belongs to the whole tenant
public record FactId(String tenant, String client, FactKind kind, String id) {

  /// Stands where a fact belongs to no single client.
  public static final String NO_CLIENT = "-";

  public static FactId parse(String text) {
    List<String> parts = List.of(text.split("/", -1));
    return new FactId(
        parts.get(0),
        parts.get(1),
        FactKind.valueOf(parts.get(2).toUpperCase(Locale.ROOT)),
        parts.get(3));
  }

  public FactId of(FactKind otherKind, String otherId) {
    return new FactId(tenant, client, otherKind, otherId);
  }

  @Override
  public String toString() {
    return tenant + '/' + client + '/' + kind.idPart() + '/' + id;
  }
}
