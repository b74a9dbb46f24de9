package io.agencysuite.metrics.report;

import io.agencysuite.metrics.report.ReportQuery.Dimension;
import io.agencysuite.metrics.rollup.Tuple;
import io.agencysuite.metrics.rollup.TupleBook;
import io.agencysuite.metrics.state.Body;
import io.agencysuite.metrics.state.Fact;
import io.agencysuite.metrics.state.FactKind;
import io.agencysuite.metrics.state.StateMessages;
import io.agencysuite.metrics.stream.Ledger;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What is known of a client's tuples: which of them a query wants, and in which rows. Format and
/// team member of a post are looked up in its newest state, so that nothing has to be counted anew
/// when they change.
final class Places {

  private static final Body.Post UNKNOWN = new Body.Post(Tuple.DIRECT, Instant.EPOCH, "", "");

  private final ReportQuery query;
  private final TupleBook tuples;
  private final Map<String, Body.Post> posts = new HashMap<>();
  private final Map<Integer, RowGroup> groups = new HashMap<>();

  Places(Scope scope, ReportQuery query) {
    this.query = query;
    String id = scope.tenant() + '/' + scope.client() + "/tuples/all";
    byte[] stored = scope.ledger().read(Ledger.TUPLES, List.of(id)).get(id);
    this.tuples = TupleBook.decode(stored, Integer.MAX_VALUE);
    if (query.needsPosts()) {
      scope.facts(
          FactKind.POST,
          (post, bytes) -> {
            byte[] state = Fact.decode(bytes).state();
            if (state.length > 0 && StateMessages.arrival(state).body() instanceof Body.Post body) {
              posts.put(post.id(), body);
            }
          });
    }
  }

  /// True once something was counted as other.
  boolean overflowed() {
    return tuples.overflowed();
  }

  boolean wants(int number) {
    return wants(number, post(number).member());
  }

  /// The same for logged time, which belongs to whom worked.
  boolean wants(int number, String member) {
    boolean placed =
        number == TupleBook.OTHER
            ? query.filter().acceptsOther()
            : query.filter().acceptsPlace(tuples.tuple(number), post(number).format());
    return placed && query.filter().acceptsMember(member);
  }

  Tuple tuple(int number) {
    return tuples.tuple(number);
  }

  RowGroup group(int number) {
    return groups.computeIfAbsent(number, n -> group(n, post(n).member()));
  }

  RowGroup group(int number, String member) {
    Tuple tuple = tuples.tuple(number);
    return new RowGroup(
        by(Dimension.CHANNEL, tuple.channel()),
        by(Dimension.CAMPAIGN, tuple.campaign()),
        by(Dimension.POST, tuple.post()),
        by(Dimension.FORMAT, post(number).format()),
        by(Dimension.MEMBER, member),
        !query.groupBy().isEmpty() && number == TupleBook.OTHER);
  }

  private Body.Post post(int number) {
    return posts.getOrDefault(tuples.tuple(number).post(), UNKNOWN);
  }

  private String by(Dimension dimension, String value) {
    return query.groupBy().contains(dimension) ? value : "";
  }
}
