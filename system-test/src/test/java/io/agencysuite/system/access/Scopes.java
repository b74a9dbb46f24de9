package io.agencysuite.system.access;

import java.util.List;

/// What a key has to be allowed for an RPC, told from its route apart from the door's own reading.
final class Scopes {

  private Scopes() {}

  static String of(Rpc rpc) {
    List<String> parts =
        List.of(rpc.path(pattern -> pattern).replaceFirst("[?:].*", "").split("/", -1)).stream()
            .filter(part -> !part.isEmpty() && !part.equals("v1"))
            .toList();
    String collection =
        parts.size() > 2 && parts.getFirst().equals("clients") ? parts.get(2) : parts.getFirst();
    boolean reads =
        rpc.method().equals("GET")
            || rpc.descriptor().getName().matches("(List|Query|Search|BatchGet|Export).*");
    return collection + (reads ? ".read" : ".write");
  }
}
