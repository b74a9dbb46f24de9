package io.agencysuite.store;

/** The store cannot start; the message is one sentence for the person who started it. */
public final class StoreStartException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  StoreStartException(String message) {
    super(message);
  }

  StoreStartException(String message, Throwable cause) {
    super(message, cause);
  }
}
