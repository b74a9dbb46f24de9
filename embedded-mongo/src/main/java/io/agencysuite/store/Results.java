package io.agencysuite.store;

import java.util.List;

/** Documents in the order they were asked for, handed out in batches. */
interface Results {

  /** MongoDB allows more, but a reply is held in memory. */
  int MAX_BATCH_BYTES = 2 * 1024 * 1024;

  /** The next documents; fewer than asked for when a reply would grow too large. */
  List<RawDocument> next(int maxDocuments);

  boolean isDone();
}
