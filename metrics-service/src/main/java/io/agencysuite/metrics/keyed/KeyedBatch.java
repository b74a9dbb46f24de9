package io.agencysuite.metrics.keyed;

import io.agencysuite.kit.error.FieldViolation;
import io.agencysuite.kit.error.InvalidArgument;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The rule for batches: one record a key.
public final class KeyedBatch {

  private KeyedBatch() {}

  /// @param field name of the list, for example `costs`
  /// @throws InvalidArgument if two have the same key
  public static void requireDistinct(String field, List<? extends Keyed<?>> batch) {
    Set<String> externalIds = new HashSet<>();
    for (int i = 0; i < batch.size(); i++) {
      if (!externalIds.add(batch.get(i).externalId())) {
        String path = field + '[' + i + "].external_id";
        String message = "'" + batch.get(i).externalId() + "' twice in a batch (expected: once)";
        throw new InvalidArgument(
            "EXTERNAL_ID_REPEATED",
            path + ": " + message,
            List.of(new FieldViolation(path, message)));
      }
    }
  }
}
