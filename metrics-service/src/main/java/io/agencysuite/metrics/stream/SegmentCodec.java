package io.agencysuite.metrics.stream;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Bytes of a segment: a table of the clients in it, then the entries one after the other.
final class SegmentCodec {

  private record Scope(String tenant, String client) {}

  private SegmentCodec() {}

  static byte[] encode(List<Entry> entries) {
    Map<Scope, Integer> scopes = new LinkedHashMap<>();
    int[] indexes = new int[entries.size()];
    long size = 64;
    for (int i = 0; i < indexes.length; i++) {
      Entry entry = entries.get(i);
      indexes[i] =
          i > 0 && entry.isOfSameClientAs(entries.get(i - 1))
              ? indexes[i - 1]
              : index(scopes, new Scope(entry.tenant(), entry.client()));
      size += entry.payload().length + 8;
    }
    Wire all = new Wire(Math.toIntExact(size)).number(scopes.size());
    scopes.keySet().forEach(scope -> all.text(scope.tenant()).text(scope.client()));
    all.number(entries.size());
    for (int i = 0; i < indexes.length; i++) {
      Entry entry = entries.get(i);
      all.number(entry.kind().code()).number(indexes[i]).bytes(entry.payload());
    }
    return Packing.pack(all);
  }

  private static int index(Map<Scope, Integer> scopes, Scope scope) {
    Integer known = scopes.putIfAbsent(scope, scopes.size());
    return known == null ? scopes.size() - 1 : known;
  }

  static List<Entry> decode(byte[] packed) {
    WireReader in = new WireReader(Packing.unpack(packed));
    int scopeCount = in.count();
    List<Scope> scopes = new ArrayList<>();
    for (int i = 0; i < scopeCount; i++) {
      scopes.add(new Scope(in.text(), in.text()));
    }
    int count = in.count();
    List<Entry> entries = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      EntryKind kind = EntryKind.of(in.count());
      Scope scope = scopes.get(in.count());
      entries.add(new Entry(kind, scope.tenant(), scope.client(), in.bytes()));
    }
    return entries;
  }
}
