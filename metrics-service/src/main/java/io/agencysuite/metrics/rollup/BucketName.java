package io.agencysuite.metrics.rollup;

import java.util.List;
import java.util.Locale;

/// Name of a bucket: `tenant/client/bucket/<month>.<tuple>.<currency>`.
///
/// @param month UTC month, `YYYY-MM`
/// @param currency empty for what is no money
public record BucketName(String month, int tuple, String currency) {

  /// What the ids of a client's buckets begin with.
  public static String prefix(String tenant, String client) {
    return tenant + '/' + client + "/bucket/";
  }

  public static BucketName parse(String id) {
    List<String> fields = List.of(id.substring(id.lastIndexOf('/') + 1).split("\\.", -1));
    return new BucketName(fields.get(0), Integer.parseInt(fields.get(1)), fields.get(2));
  }

  public String id(String prefix) {
    return prefix + String.format(Locale.ROOT, "%s.%05d.%s", month, tuple, currency);
  }
}
