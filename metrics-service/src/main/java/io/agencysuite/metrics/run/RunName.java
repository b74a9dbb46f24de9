package io.agencysuite.metrics.run;

import java.util.Locale;

/// Name of a part of a run: `<week>.<level>.<sequence>.<part>` below the prefix of its client.
///
/// @param week weeks since 1970 in which the records were received
/// @param level 0 for the run of one segment, each merge adds one
/// @param sequence number of the last segment in it
/// @param part counts the parts of one run in key order
record RunName(long week, int level, long sequence, int part) {

  static RunName parse(String id) {
    String[] fields = id.substring(id.lastIndexOf('/') + 1).split("\\.", -1);
    return new RunName(
        Long.parseLong(fields[0]),
        Integer.parseInt(fields[1]),
        Long.parseLong(fields[2]),
        Integer.parseInt(fields[3]));
  }

  /// True for the next part of the same run.
  boolean follows(RunName other) {
    return part == other.part + 1
        && sequence == other.sequence
        && level == other.level
        && week == other.week;
  }

  String id(String prefix) {
    return prefix + String.format(Locale.ROOT, "%06d.%d.%012d.%05d", week, level, sequence, part);
  }
}
