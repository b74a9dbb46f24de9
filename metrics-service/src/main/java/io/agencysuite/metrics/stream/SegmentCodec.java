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
    Wire body = new Wire(entries.size() * 64);
    for (Entry entry : entries) {
      Scope scope = new Scope(entry.tenant(), entry.client());
      Integer index = scopes.get(scope);
      if (index == null) {
        index = scopes.size();
        scopes.put(scope, index);
      }
      body.number(entry.kind().code()).number(index).bytes(entry.payload());
    }
    Wire all = new Wire(body.size() + 64).number(scopes.size());
    scopes.keySet().forEach(scope -> all.text(scope.tenant()).text(scope.client()));
    return Packing.pack(all.number(entries.size()).raw(body.toBytes()).toBytes());
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
