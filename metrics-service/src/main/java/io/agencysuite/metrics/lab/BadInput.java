package io.agencysuite.metrics.lab;

import java.io.Serial;

/// The file is not what the tool reads; the message says where, what and what was expected.
final class BadInput extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  BadInput(String message) {
    super(message);
  }

  BadInput(String message, Throwable cause) {
    super(message, cause);
  }
}
