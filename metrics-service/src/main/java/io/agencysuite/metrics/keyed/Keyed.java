package io.agencysuite.metrics.keyed;

import java.time.Instant;

/// A record with a key of its sender's.
///
/// @param <T> the record itself
public interface Keyed<T extends Keyed<T>> {

  /// Unique within the client.
  String externalId();

  /// Calendar day, `YYYY-MM-DD`.
  String day();

  Source source();

  /// It was taken back and counts nothing.
  boolean removed();

  Instant createTime();

  Instant updateTime();

  T storedAt(Instant created, Instant updated);

  T from(Source source);

  T takenBack();

  /// True if both say the same, whenever and by whomever they were stored.
  default boolean saysTheSameAs(T other) {
    return equals(other.storedAt(createTime(), updateTime()).from(source()));
  }
}
