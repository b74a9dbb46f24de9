package io.agencysuite.metrics.run;

import java.util.Arrays;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/// A map from numbers, without an object for each number.
///
/// @param <V> what a number stands for
public final class LongTable<V> {

  private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

  private long[] keys = new long[64];
  private @Nullable Object[] values = new Object[64];
  private int size;

  /// Calls back for each number.
  @FunctionalInterface
  public interface Visitor<V> {

    void visit(long key, V value);
  }

  public V computeIfAbsent(long key, LongFunction<? extends V> fresh) {
    int at = place(key);
    @SuppressWarnings("unchecked") // Only values of this type are put.
    V known = (V) values[at];
    if (known != null) {
      return known;
    }
    V made = fresh.apply(key);
    keys[at] = key;
    values[at] = made;
    if (++size * 2 > keys.length) {
      grow();
    }
    return made;
  }

  public int size() {
    return size;
  }

  /// In no order.
  @SuppressWarnings("unchecked") // Only values of this type are put.
  public void forEach(Visitor<V> visitor) {
    for (int i = 0; i < keys.length; i++) {
      Object value = values[i];
      if (value != null) {
        visitor.visit(keys[i], (V) value);
      }
    }
  }

  private int place(long key) {
    int mask = keys.length - 1;
    int at = (int) ((key * SPREAD) >>> 32) & mask;
    while (values[at] != null && keys[at] != key) {
      at = (at + 1) & mask;
    }
    return at;
  }

  private void grow() {
    long[] oldKeys = keys;
    @Nullable Object[] oldValues = values;
    keys = new long[oldKeys.length * 2];
    values = Arrays.copyOf(new Object[0], oldKeys.length * 2);
    for (int i = 0; i < oldKeys.length; i++) {
      Object value = oldValues[i];
      if (value != null) {
        int at = place(oldKeys[i]);
        keys[at] = oldKeys[i];
        values[at] = value;
      }
    }
  }
}
