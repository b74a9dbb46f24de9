package io.agencysuite.metrics.journey;

import java.util.Comparator;
import java.util.List;

/// Which row of an attribution.
///
/// @param other the row of what is beyond the client's limit of tuples
record RowKey(Basis basis, String channel, String campaign, String post, boolean other)
    implements Comparable<RowKey> {

  private static final Comparator<RowKey> ORDER =
      Comparator.comparing(RowKey::basis)
          .thenComparing(RowKey::channel)
          .thenComparing(RowKey::campaign)
          .thenComparing(RowKey::post)
          .thenComparing(RowKey::other);

  static RowKey fromPosition(List<String> position) {
    return new RowKey(
        Basis.valueOf(position.get(0)),
        position.get(1),
        position.get(2),
        position.get(3),
        Boolean.parseBoolean(position.get(4)));
  }

  List<String> position() {
    return List.of(basis.name(), channel, campaign, post, Boolean.toString(other));
  }

  @Override
  public int compareTo(RowKey o) {
    return ORDER.compare(this, o);
  }
}
