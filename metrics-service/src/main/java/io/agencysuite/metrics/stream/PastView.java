package io.agencysuite.metrics.stream;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/// The ledger as it was when a known-day was over. What has not changed since is read where it is,
/// the rest from the images that were kept: first the one, then the other, since a document that
/// changes in between leaves its image before.
final class PastView implements LedgerView {

  private final LedgerStore now;
  private final PastStore past;
  private final LocalDate day;

  PastView(LedgerStore now, PastStore past, LocalDate day) {
    this.now = now;
    this.past = past;
    this.day = day;
  }

  @Override
  public Map<String, byte[]> read(Ledger ledger, Collection<String> ids) {
    Map<String, byte[]> found = new HashMap<>();
    List<String> changed = new ArrayList<>();
    now.readDated(
        ledger, ids, (id, changedOn, bytes) -> put(id, changedOn, bytes, found::put, changed));
    past.read(ledger, changed, day, found::put);
    return found;
  }

  @Override
  public void scan(Ledger ledger, String from, String until, BiConsumer<String, byte[]> consumer) {
    Set<String> changed = new HashSet<>();
    now.scanDated(
        ledger,
        from,
        until,
        (id, changedOn, bytes) -> put(id, changedOn, bytes, consumer, changed));
    scanPast(ledger, from, until, changed, consumer);
  }

  @Override
  public void scanSummaries(
      Ledger ledger, String from, String until, BiConsumer<String, byte[]> consumer) {
    Set<String> changed = new HashSet<>();
    now.scanDatedSummaries(
        ledger,
        from,
        until,
        (id, changedOn, summary) -> put(id, changedOn, summary, consumer, changed));
    scanPast(
        ledger,
        from,
        until,
        changed,
        (id, bytes) -> consumer.accept(id, now.summary(ledger, bytes)));
  }

  private void scanPast(
      Ledger ledger,
      String from,
      String until,
      Set<String> changed,
      BiConsumer<String, byte[]> consumer) {
    if (!changed.isEmpty()) {
      past.scan(
          ledger,
          from,
          until,
          day,
          (id, bytes) -> {
            if (changed.contains(id)) {
              consumer.accept(id, bytes);
            }
          });
    }
  }

  private void put(
      String id,
      long changedOn,
      byte[] bytes,
      BiConsumer<String, byte[]> consumer,
      Collection<String> changed) {
    if (changedOn <= day.toEpochDay()) {
      consumer.accept(id, bytes);
    } else {
      changed.add(id);
    }
  }
}
