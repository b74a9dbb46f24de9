package io.agencysuite.metrics.apply;

import io.agencysuite.metrics.stream.Wire;
import io.agencysuite.metrics.stream.WireReader;
import java.util.HexFormat;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Names and bytes of the documents that say which leads and orders belong to a visitor.
final class LinkedVisitors {

  private LinkedVisitors() {}

  static String prefix(String tenant, String client) {
    return tenant + '/' + client + "/visitor/";
  }

  static String id(String prefix, long visitor) {
    return prefix + HexFormat.of().toHexDigits(visitor);
  }

  static long visitor(String id) {
    return HexFormat.fromHexDigitsToLong(id, id.lastIndexOf('/') + 1, id.length());
  }

  static byte[] encode(SortedSet<String> facts) {
    Wire out = new Wire(64).number(facts.size());
    facts.forEach(out::text);
    return out.toBytes();
  }

  static SortedSet<String> decode(byte @Nullable [] bytes) {
    SortedSet<String> facts = new TreeSet<>();
    if (bytes != null) {
      WireReader in = new WireReader(bytes);
      for (int left = in.count(); left > 0; left--) {
        facts.add(in.text());
      }
    }
    return facts;
  }
}
