package io.agencysuite.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

/** Results that are all there already. */
final class ListedResults implements Results {

  private final Deque<RawDocument> rows;

  ListedResults(Collection<RawDocument> rows) {
    this.rows = new ArrayDeque<>(rows);
  }

  @Override
  public List<RawDocument> next(int maxDocuments) {
    List<RawDocument> batch = new ArrayList<>();
    long bytes = 0;
    while (!rows.isEmpty() && batch.size() < maxDocuments && bytes < MAX_BATCH_BYTES) {
      RawDocument row = rows.removeFirst();
      bytes += row.bytes().length;
      batch.add(row);
    }
    return batch;
  }

  @Override
  public boolean isDone() {
    return rows.isEmpty();
  }
}
