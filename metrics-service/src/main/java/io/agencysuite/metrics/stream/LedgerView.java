package io.agencysuite.metrics.stream;

import java.util.Collection;
import java.util.Map;
import java.util.function.BiConsumer;

/// The documents that plans change, to be read: as they are now, or as they were.
public interface LedgerView {

  /// Those of the documents that exist.
  Map<String, byte[]> read(Ledger ledger, Collection<String> ids);

  /// Calls back with every document from one id to another, exclusive; in order only where the
  /// documents are read as they are now.
  void scan(Ledger ledger, String from, String until, BiConsumer<String, byte[]> consumer);

  /// The same with the summaries of the documents, which are a fraction of their bytes.
  void scanSummaries(Ledger ledger, String from, String until, BiConsumer<String, byte[]> consumer);
}
