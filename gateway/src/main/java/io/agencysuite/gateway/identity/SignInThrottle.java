package io.agencysuite.gateway.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.agencysuite.gateway.error.DoorException;
import io.agencysuite.gateway.error.DoorReason;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Counts failed sign-ins in memory, bounded: per account and address, per account, per address.
/// Each door of several counts alone, and a restart forgets.
final class SignInThrottle {
  private static final int COUNTERS_MAX = 100_000;

  private final SessionSettings settings;
  private final InstantSource clock;
  private final Cache<String, Window> windows =
      Caffeine.newBuilder().maximumSize(COUNTERS_MAX).build();

  SignInThrottle(SessionSettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
  }

  private record Window(Instant end, int failures) {}

  /// Refuses when a limit is reached.
  void check(String account, String address) {
    check("both " + account + " " + address, settings.failuresPerAccountAndAddress());
    check("account " + account, settings.failuresPerAccount());
    check("address " + address, settings.failuresPerAddress());
  }

  void failed(String account, String address) {
    count("both " + account + " " + address);
    count("account " + account);
    count("address " + address);
  }

  void succeeded(String account, String address) {
    windows.invalidate("both " + account + " " + address);
  }

  private void check(String key, int max) {
    Window window = windows.getIfPresent(key);
    Instant now = clock.instant();
    if (window != null && window.failures() >= max && now.isBefore(window.end())) {
      String seconds = Long.toString(1 + window.end().getEpochSecond() - now.getEpochSecond());
      throw DoorException.of(DoorReason.TOO_MANY_ATTEMPTS, seconds).with("Retry-After", seconds);
    }
  }

  private void count(String key) {
    windows.asMap().compute(key, (_, window) -> next(window));
  }

  private Window next(@Nullable Window window) {
    Instant now = clock.instant();
    return window == null || !now.isBefore(window.end())
        ? new Window(now.plus(settings.window()), 1)
        : new Window(window.end(), window.failures() + 1);
  }
}
