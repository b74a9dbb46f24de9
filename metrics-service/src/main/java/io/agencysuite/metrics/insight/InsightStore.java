package io.agencysuite.metrics.insight;

import com.mongodb.client.MongoDatabase;
import io.agencysuite.metrics.keyed.KeyedStore;

/// Where the insights lie.
public final class InsightStore {

  private InsightStore() {}

  public static KeyedStore<DayInsight> in(MongoDatabase database) {
    return new KeyedStore<>(database, "insight", "insights", DayInsight.class);
  }
}
