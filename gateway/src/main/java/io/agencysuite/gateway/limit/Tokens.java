package io.agencysuite.gateway.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.mongodb.MongoException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hands out the tokens of every key. This door leases a slice of what is left of a window from the
/// store and hands it out by itself; the store is asked only when the slice is used up.
///
/// All doors together never hand out more than the policy's quota in one window. What other doors
/// hold unused may be missing, at most a slice each. Only while the store does not answer a door
/// hands out one slice a window that nobody has counted.
final class Tokens implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Tokens.class);
  private static final int KEYS_MAX = 100_000;

  /// So that a quota of a month is not held back by the tenth.
  private static final long SLICE_FIRST = 1_000;

  /// A slice used up sooner is followed by a larger one: all calls of a key wait for its lease.
  private static final Duration SLICE_LASTS = Duration.ofSeconds(4);

  /// How long what the store said is believed where nothing is leased: other doors may have taken
  /// or given back, or the store have come back.
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

  private final TokenStore store;
  private final InstantSource clock;
  private final double share;
  private final Cache<String, Slice> slices =
      Caffeine.newBuilder()
          .executor(Runnable::run)
          .maximumSize(KEYS_MAX)
          .expireAfterAccess(1, TimeUnit.DAYS)
          .build();

  /// @param share the part of what is left that one slice takes, above 0 and at most 1
  Tokens(TokenStore store, InstantSource clock, double share) {
    this.store = store;
    this.clock = clock;
    this.share = share;
  }

  /// How a policy stands for a key.
  ///
  /// @param remaining tokens of this window that this door knows to be left
  record Standing(
      Policy policy, boolean granted, long remaining, long resetSeconds, Instant reset) {}

  /// Takes tokens, all or none.
  Standing take(String key, Policy policy, long amount) {
    return slices.get(policy.name() + "/" + key, Slice::new).take(policy, amount);
  }

  /// Counts what has happened already, also beyond the quota; granted says whether more may come. A
  /// key is either taken from or charged, never both.
  Standing charge(String key, Policy policy, long amount) {
    return slices.get(policy.name() + "/" + key, Slice::new).charge(policy, amount);
  }

  /// What was handed out in the window, by this door exactly and by others up to a slice more. The
  /// quota of the policy does not matter; a key without any is missing.
  Map<String, Long> used(List<String> keys, Policy policy) {
    Policy.Span now = policy.span(clock.instant());
    List<String> counters = keys.stream().map(key -> policy.name() + "/" + key).toList();
    Map<String, Long> counted = store.used(counters, now);
    Map<String, Long> used = HashMap.newHashMap(keys.size());
    counted.forEach((counter, count) -> {
      Slice slice = slices.getIfPresent(counter);
      long held = slice == null ? 0 : slice.held(now);
      used.put(counter.substring(policy.name().length() + 1), Math.max(0, count - held));
    });
    return used;
  }

  /// Gives back what was leased and not handed out.
  @Override
  public void close() {
    slices.asMap().values().forEach(Slice::giveBack);
  }

  private final class Slice {
    private final String key;
    private Policy.@Nullable Span span;
    private long left;
    private long quota;
    private long elsewhere;
    private Instant lookAgain = Instant.MIN;
    private long usual = SLICE_FIRST;
    private Instant leased = Instant.MIN;
    private boolean uncounted;

    Slice(String key) {
      this.key = key;
    }

    synchronized Standing take(Policy policy, long amount) {
      Policy.Span now = enter(policy);
      if (left < amount && (elsewhere > 0 || !clock.instant().isBefore(lookAgain))) {
        lease(policy, now, amount);
      }
      boolean granted = left >= amount;
      if (granted) {
        left -= amount;
      }
      return standing(policy, granted, now);
    }

    synchronized Standing charge(Policy policy, long amount) {
      Policy.Span now = enter(policy);
      if (amount > 0 || !clock.instant().isBefore(lookAgain)) {
        lookAgain = clock.instant().plus(LOOK_AGAIN);
        try {
          long used = amount > 0 ? store.add(key, now, amount) : store.used(key, now);
          elsewhere = Math.max(0, policy.quota() - used);
        } catch (MongoException e) {
          LOG.warn("the store does not answer; {} of {} are not counted", amount, key, e);
        }
      }
      return standing(policy, elsewhere > 0, now);
    }

    synchronized long held(Policy.Span now) {
      return span != null && span.number() == now.number() && !uncounted ? left : 0;
    }

    synchronized void giveBack() {
      Policy.Span last = span;
      if (last != null && left > 0 && !uncounted && clock.instant().isBefore(last.end())) {
        store.add(key, last, -left);
        left = 0;
      }
    }

    private Policy.Span enter(Policy policy) {
      Policy.Span now = policy.span(clock.instant());
      if (span == null || span.number() != now.number()) {
        span = now;
        left = 0;
        quota = policy.quota();
        elsewhere = quota;
        lookAgain = Instant.MIN;
        uncounted = false;
      } else if (quota != policy.quota()) {
        agreeAnew(policy.quota(), now);
      }
      return now;
    }

    /// Another quota holds from now on, less what the window has used already.
    private void agreeAnew(long agreed, Policy.Span now) {
      quota = agreed;
      try {
        elsewhere = Math.max(0, agreed - store.add(key, now, uncounted ? 0 : -left));
      } catch (MongoException e) {
        LOG.warn("the store does not answer; {} waits for its new quota", key, e);
        elsewhere = 0;
      }
      left = 0;
      lookAgain = clock.instant().plus(LOOK_AGAIN);
    }

    private void lease(Policy policy, Policy.Span now, long amount) {
      Instant start = clock.instant();
      boolean soon = start.isBefore(leased.plus(SLICE_LASTS));
      usual = soon ? usual * 2 : Math.max(SLICE_FIRST, usual / 2);
      leased = start;
      long share = (long) Math.ceil(elsewhere * Tokens.this.share);
      long slice = Math.max(amount - left, Math.min(usual, share));
      try {
        long used = store.add(key, now, slice);
        long missing = Math.min(slice, Math.max(0, used - policy.quota()));
        if (missing > 0) {
          used = store.add(key, now, -missing);
        }
        left += slice - missing;
        elsewhere = Math.max(0, policy.quota() - used);
      } catch (MongoException e) {
        if (!uncounted) {
          LOG.warn("the store does not answer; {} gets one slice uncounted", key, e);
          uncounted = true;
          left += slice;
        }
        elsewhere = 0;
      }
      lookAgain = clock.instant().plus(LOOK_AGAIN);
    }

    private Standing standing(Policy policy, boolean granted, Policy.Span now) {
      long millis = now.end().toEpochMilli() - clock.instant().toEpochMilli();
      return new Standing(
          policy, granted, left + elsewhere, Math.max(1, (millis + 999) / 1000), now.end());
    }
  }
}
