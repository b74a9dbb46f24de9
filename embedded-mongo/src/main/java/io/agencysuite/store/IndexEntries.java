package io.agencysuite.store;

import java.util.List;

/**
 * The keys under which an index holds a document.
 *
 * @param keys distinct encoded keys, ascending
 * @param multikey whether an array was unfolded
 */
record IndexEntries(List<byte[]> keys, boolean multikey) {

  static final IndexEntries NONE = new IndexEntries(List.of(), false);
}
