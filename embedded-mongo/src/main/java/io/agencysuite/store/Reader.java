package io.agencysuite.store;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Plans and runs reads. */
final class Reader {

  private final Pages pages;

  Reader(Pages pages) {
    this.pages = pages;
  }

  Plan plan(StoredCollection collection, Query query) {
    return pages.read(() -> Planner.plan(collection, query));
  }

  Scan scan(StoredCollection collection, Query query, Plan plan) {
    return new Scan(collection, pages, plan, query.filter(), new Deadline(query.maxMillis()));
  }

  Results open(StoredCollection collection, Query query) {
    Plan plan = plan(collection, query);
    Scan scan = scan(collection, query, plan);
    return plan.sorted() ? new StreamedResults(scan, query) : new SortedResults(scan, query);
  }

  /** The first match in the order asked for. */
  @Nullable Match first(StoredCollection collection, Query query) {
    Query one = query.withLimit(1);
    Plan plan = plan(collection, one);
    Scan scan = scan(collection, one, plan);
    if (!plan.sorted()) {
      return SortedResults.sort(scan, one).peekFirst();
    }
    Match[] found = new Match[1];
    scan.run(match -> {
      found[0] = match;
      return false;
    });
    return found[0];
  }

  void forEach(StoredCollection collection, Query query, Predicate<Match> consumer) {
    scan(collection, query, plan(collection, query)).run(consumer);
  }

  long count(StoredCollection collection, Query query) {
    Plan plan = plan(collection, query);
    long[] matches = {0};
    if (plan.exact() || query.filter().isEmpty()) {
      matches[0] = pages.read(() -> Planner.keys(collection, plan.index(), plan.intervals()));
    } else {
      scan(collection, query, plan)
          .run(_ -> {
            matches[0]++;
            return true;
          });
    }
    long rest = Math.max(0, matches[0] - query.skip());
    return query.limit() == 0 ? rest : Math.min(rest, query.limit());
  }
}
