package io.agencysuite.gateway.upstream;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Wakes everybody who waits for a service four times a second, to look after the caller and the
/// deadline. A timer for every call would wake a thread more than the call itself does.
final class Looks {
  static final long MILLIS = 250;

  private final Set<UnaryAnswer> waiting = ConcurrentHashMap.newKeySet();

  Looks(ScheduledExecutorService timer) {
    var _ =
        timer.scheduleAtFixedRate(
            () -> waiting.forEach(UnaryAnswer::look), MILLIS, MILLIS, TimeUnit.MILLISECONDS);
  }

  void begin(UnaryAnswer answer) {
    waiting.add(answer);
  }

  void end(UnaryAnswer answer) {
    waiting.remove(answer);
  }
}
