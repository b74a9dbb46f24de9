package io.agencysuite.gateway.guard;

import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;

/// HTTP/1.1 whose connections outlive a refusal. Made by its name.
public final class DoorProtocol extends Http11NioProtocol {

  @Override
  protected Processor createProcessor() {
    return new DoorProcessor(this, getAdapter());
  }
}
