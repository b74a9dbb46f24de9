package io.agencysuite.metrics.journey;

import io.agencysuite.kit.error.ResourceExhausted;
import io.agencysuite.metrics.apply.TouchRecord;
import io.agencysuite.metrics.attribution.Touch;
import io.agencysuite.metrics.stream.Ledger;
import io.agencysuite.metrics.stream.LedgerStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads the touches of some visitors in one pass over the runs of their client. Runs are written
/// before those that they replace are deleted and come later in the order of names, so that a pass
/// from the first name to the last misses nothing; what it meets twice is the same touch.
final class TouchReader {

  /// Touches held at a time, about 60 bytes each.
  private static final int MOST_TOUCHES = 500_000;

  private final LedgerStore ledger;
  private final String prefix;
  private final Runnable alive;
  private Map<Long, List<Touch>> found = new HashMap<>();
  private int count;

  TouchReader(LedgerStore ledger, String tenant, String client, Runnable alive) {
    this.ledger = ledger;
    this.prefix = TouchRecord.prefix(tenant, client);
    this.alive = alive;
  }

  /// Their touches from one moment to another, both included.
  ///
  /// @throws ResourceExhausted if there are more than can be held
  Map<Long, List<Touch>> read(Set<Long> visitors, long fromMillis, long toMillis) {
    found = new HashMap<>();
    count = 0;
    visitors.forEach(visitor -> found.put(visitor, new ArrayList<>()));
    if (!visitors.isEmpty()) {
      ledger.scan(
          Ledger.TOUCHES,
          prefix,
          prefix + '~',
          (id, records) -> {
            alive.run();
            readPart(records, fromMillis, toMillis);
          });
    }
    return found;
  }

  private void readPart(byte[] records, long fromMillis, long toMillis) {
    for (int index = 0; index < TouchRecord.count(records); index++) {
      List<Touch> journey = found.get(TouchRecord.visitor(records, index));
      if (journey != null) {
        Touch touch = TouchRecord.decode(records, index);
        if (touch.timeMillis() >= fromMillis && touch.timeMillis() <= toMillis) {
          journey.add(touch);
          if (++count > MOST_TOUCHES) {
            throw new ResourceExhausted(
                "JOURNEYS_TOO_LONG",
                "from_date: the visitors of this period have more than "
                    + MOST_TOUCHES
                    + " touches (expected: a shorter period or window)");
          }
        }
      }
    }
  }
}
