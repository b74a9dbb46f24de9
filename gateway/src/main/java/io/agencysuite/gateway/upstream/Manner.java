package io.agencysuite.gateway.upstream;

import java.io.IOException;

/// What the door does around every call of a service. The beans of this type apply in their
/// `@Order`, each around the ones after it.
public interface Manner {

  Answer apply(Exchange exchange, Next next) throws IOException;

  /// True when native gRPC calls go through it as well. They have neither a JSON body nor a whole
  /// answer to look at.
  default boolean appliesToNativeCalls() {
    return false;
  }

  /// The rest of the way.
  interface Next {

    Answer proceed() throws IOException;
  }
}
