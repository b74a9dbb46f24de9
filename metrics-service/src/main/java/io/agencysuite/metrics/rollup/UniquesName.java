package io.agencysuite.metrics.rollup;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/// Name of a set of visitors: `tenant/client/unique/<level>.<local day>.<kind>.<number>`. Sets are
/// kept for the whole client, for each channel and for each tuple, so that no report unites more
/// than it has to.
///
/// @param number of the tuple, of the channel's bare tuple, or 0 for the whole client
public record UniquesName(Level level, LocalDate day, boolean consented, int number) {

  /// What a set stands for.
  public enum Level {
    ALL,
    CHANNEL,
    TUPLE;

    private String part() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// What the ids of a client's sets begin with.
  public static String prefix(String tenant, String client) {
    return tenant + '/' + client + "/unique/";
  }

  /// The first id of a day.
  public static String first(String prefix, Level level, LocalDate day) {
    return prefix + level.part() + '.' + day + '.';
  }

  public static UniquesName parse(String id) {
    List<String> fields = List.of(id.substring(id.lastIndexOf('/') + 1).split("\\.", -1));
    return new UniquesName(
        Level.valueOf(fields.get(0).toUpperCase(Locale.ROOT)),
        LocalDate.parse(fields.get(1)),
        fields.get(2).equals("c"),
        Integer.parseInt(fields.get(3)));
  }

  public String id(String prefix) {
    return first(prefix, level, day) + (consented ? "c." : "a.") + number;
  }
}
