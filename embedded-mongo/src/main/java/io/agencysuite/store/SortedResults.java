package io.agencysuite.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;

/** Sorts in memory what no index delivers in order; with a limit it keeps the best only. */
final class SortedResults implements Results {

  static final long MAX_SORT_BYTES = 100L * 1024 * 1024;

  private static final int ROW_OVERHEAD_BYTES = 100;
  private static final Comparator<Row> ORDER =
      Comparator.comparing(Row::sortKey, Arrays::compareUnsigned);

  private final Projector projector;
  private final Deque<Match> rows;

  @SuppressWarnings("ArrayRecordComponent") // never compared as a whole
  private record Row(byte[] sortKey, Match match) {
    long bytes() {
      return (long) sortKey.length
          + match.key().length
          + match.stored().length
          + ROW_OVERHEAD_BYTES;
    }
  }

  SortedResults(Scan scan, Query query) {
    this.projector = new Projector(query.projection());
    this.rows = sort(scan, query);
  }

  static Deque<Match> sort(Scan scan, Query query) {
    List<Row> sorted = new ArrayList<>(collect(scan, query));
    sorted.sort(ORDER);
    Deque<Match> matches = new ArrayDeque<>();
    sorted.stream().skip(query.skip()).forEach(row -> matches.add(row.match()));
    return matches;
  }

  private static PriorityQueue<Row> collect(Scan scan, Query query) {
    PriorityQueue<Row> best = new PriorityQueue<>(ORDER.reversed());
    long keep = query.limit() == 0 ? Long.MAX_VALUE : (long) query.limit() + query.skip();
    long[] bytes = {0};
    scan.run(match -> {
      Row row = new Row(sortKey(match, query.sort()), new Match(match.key(), match.stored()));
      best.add(row);
      bytes[0] += row.bytes();
      if (best.size() > keep) {
        bytes[0] -= best.remove().bytes();
      }
      if (bytes[0] > MAX_SORT_BYTES) {
        throw StoreErrors.sortTooLarge(MAX_SORT_BYTES);
      }
      return true;
    });
    return best;
  }

  /** Equal rows come in `_id` order, so that paging is repeatable. */
  private static byte[] sortKey(Match match, List<KeyPart> order) {
    byte[] key = Bytes.EMPTY;
    for (KeyPart part : order) {
      byte[] extreme = null;
      for (Object value : FieldValues.of(match.document(), part).values()) {
        byte[] encoded = KeyEncoder.encode(value);
        byte[] directed = part.descending() ? Bytes.inverted(encoded) : encoded;
        if (extreme == null || Arrays.compareUnsigned(directed, extreme) < 0) {
          extreme = directed;
        }
      }
      key = Bytes.concat(key, extreme == null ? Bytes.EMPTY : extreme);
    }
    return Bytes.concat(key, match.key());
  }

  @Override
  public List<RawDocument> next(int maxDocuments) {
    List<RawDocument> batch = new ArrayList<>();
    long bytes = 0;
    while (!rows.isEmpty() && batch.size() < maxDocuments && bytes < MAX_BATCH_BYTES) {
      Match match = rows.removeFirst();
      bytes += match.stored().length;
      batch.add(projector.project(match));
    }
    return batch;
  }

  @Override
  public boolean isDone() {
    return rows.isEmpty();
  }
}
