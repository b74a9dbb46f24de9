package io.agencysuite.metrics.report;

import io.agencysuite.kit.error.InvalidArgument;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;

/// Which row of a report.
record RowKey(RowStart start, RowGroup group) implements Comparable<RowKey> {

  private static final Comparator<RowKey> ORDER =
      Comparator.comparing(RowKey::start).thenComparing(RowKey::group);

  private static final int FIELDS = 8;

  static RowKey fromPosition(List<String> position) {
    if (position.size() != FIELDS) {
      throw InvalidArgument.field(
          "page_token", position.size() + " fields", "the next_page_token of the page before");
    }
    return new RowKey(
        new RowStart(LocalDate.parse(position.get(0)), Long.parseLong(position.get(1))),
        new RowGroup(
            position.get(2),
            position.get(3),
            position.get(4),
            position.get(5),
            position.get(6),
            Boolean.parseBoolean(position.get(7))));
  }

  List<String> position() {
    return List.of(
        start.day().toString(),
        Long.toString(start.hour()),
        group.channel(),
        group.campaign(),
        group.post(),
        group.format(),
        group.member(),
        Boolean.toString(group.other()));
  }

  @Override
  public int compareTo(RowKey o) {
    return ORDER.compare(this, o);
  }
}
