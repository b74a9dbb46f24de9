package io.agencysuite.metrics.report;

import java.util.Comparator;

/// What a row is about, besides its time; what is not grouped by is empty.
///
/// @param other the row of what is beyond the client's limit of tuples
record RowGroup(
    String channel, String campaign, String post, String format, String member, boolean other)
    implements Comparable<RowGroup> {

  private static final Comparator<RowGroup> ORDER =
      Comparator.comparing(RowGroup::channel)
          .thenComparing(RowGroup::campaign)
          .thenComparing(RowGroup::post)
          .thenComparing(RowGroup::format)
          .thenComparing(RowGroup::member)
          .thenComparing(RowGroup::other);

  @Override
  public int compareTo(RowGroup o) {
    return ORDER.compare(this, o);
  }
}
