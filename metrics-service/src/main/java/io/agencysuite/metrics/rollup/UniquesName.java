package io.agencysuite.metrics.rollup;

import java.util.List;

/// Name of a set of visitors: `tenant/client/unique/<local day>.<kind>.<scope>`. Sets are kept for
/// the whole client, for each channel and for each tuple, so that no report unites more than it has
/// to.
///
/// @param day local day of the client, `YYYY-MM-DD`
/// @param kind `c` with consent, `a` anonymous
/// @param scope `all`, `ch<number of the tuple of the bare channel>` or `t<number of the tuple>`
public record UniquesName(String day, String kind, String scope) {

  public static final String CONSENTED = "c";
  public static final String ANONYMOUS = "a";
  public static final String ALL = "all";

  /// What the ids of a client's sets begin with.
  public static String prefix(String tenant, String client) {
    return tenant + '/' + client + "/unique/";
  }

  public static String ofChannel(int number) {
    return "ch" + number;
  }

  public static String ofTuple(int number) {
    return "t" + number;
  }

  public static UniquesName parse(String id) {
    List<String> fields = List.of(id.substring(id.lastIndexOf('/') + 1).split("\\.", -1));
    return new UniquesName(fields.get(0), fields.get(1), fields.get(2));
  }

  public String id(String prefix) {
    return prefix + day + '.' + kind + '.' + scope;
  }
}
