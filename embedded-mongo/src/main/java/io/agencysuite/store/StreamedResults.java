package io.agencysuite.store;

import java.util.ArrayList;
import java.util.List;

/** Reads on as batches are asked for; holds nothing but its place between them. */
final class StreamedResults implements Results {

  private final Scan scan;
  private final Projector projector;
  private final boolean limited;
  private int skip;
  private int remaining;

  StreamedResults(Scan scan, Query query) {
    this.scan = scan;
    this.projector = new Projector(query.projection());
    this.limited = query.limit() > 0;
    this.skip = query.skip();
    this.remaining = query.limit();
  }

  @Override
  public List<RawDocument> next(int maxDocuments) {
    List<RawDocument> batch = new ArrayList<>();
    long[] bytes = {0};
    int wanted = limited ? Math.min(remaining, maxDocuments) : maxDocuments;
    if (wanted == 0) {
      return batch;
    }
    scan.run(match -> {
      if (skip > 0) {
        skip--;
        return true;
      }
      batch.add(projector.project(match));
      bytes[0] += match.stored().length;
      return batch.size() < wanted && bytes[0] < MAX_BATCH_BYTES;
    });
    remaining -= batch.size();
    return batch;
  }

  @Override
  public boolean isDone() {
    return scan.isDone() || (limited && remaining <= 0);
  }
}
