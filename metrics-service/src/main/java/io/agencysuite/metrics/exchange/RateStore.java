package io.agencysuite.metrics.exchange;

import com.mongodb.client.MongoDatabase;
import io.agencysuite.metrics.keyed.KeyedStore;

/// Where the rates lie.
public final class RateStore {

  private RateStore() {}

  public static KeyedStore<DatedRate> in(MongoDatabase database) {
    return new KeyedStore<>(database, "rate", "rates", DatedRate.class);
  }
}
