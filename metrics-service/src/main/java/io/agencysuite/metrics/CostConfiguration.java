package io.agencysuite.metrics;

import com.mongodb.client.MongoDatabase;
import io.agencysuite.kit.mongo.Leases;
import io.agencysuite.kit.mongo.RestoreEpoch;
import io.agencysuite.kit.state.StateRelay;
import io.agencysuite.metrics.cost.AdCost;
import io.agencysuite.metrics.cost.CostMessages;
import io.agencysuite.metrics.cost.CostStore;
import io.agencysuite.metrics.exchange.DatedRate;
import io.agencysuite.metrics.exchange.ExchangeRateMessages;
import io.agencysuite.metrics.exchange.RateStore;
import io.agencysuite.metrics.insight.DayInsight;
import io.agencysuite.metrics.insight.InsightMessages;
import io.agencysuite.metrics.insight.InsightStore;
import io.agencysuite.metrics.keyed.KeyedDesks;
import io.agencysuite.metrics.keyed.KeyedStore;
import io.agencysuite.metrics.spend.SpendImportStore;
import io.agencysuite.metrics.spend.SpendImportWorker;
import io.agencysuite.metrics.spend.SpendRecords;
import io.agencysuite.metrics.stream.Entry;
import io.agencysuite.metrics.stream.StreamAppender;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires what others count: costs, insights and exchange rates.
@Configuration(proxyBeanMethods = false)
class CostConfiguration {

  @Bean
  KeyedStore<AdCost> costStore(MongoDatabase database) {
    return CostStore.in(database);
  }

  @Bean
  KeyedStore<DayInsight> insightStore(MongoDatabase database) {
    return InsightStore.in(database);
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  StateRelay<AdCost, Entry> costRelay(KeyedStore<AdCost> costs, KeyedDesks desks, Leases leases) {
    return desks.relay("costs", costs, CostMessages::entry, leases);
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  StateRelay<DayInsight, Entry> insightRelay(
      KeyedStore<DayInsight> insights, KeyedDesks desks, Leases leases) {
    return desks.relay("insights", insights, InsightMessages::entry, leases);
  }

  @Bean
  KeyedStore<DatedRate> rateStore(MongoDatabase database) {
    return RateStore.in(database);
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  StateRelay<DatedRate, Entry> rateRelay(
      KeyedStore<DatedRate> rates, KeyedDesks desks, Leases leases) {
    return desks.relay("rates", rates, ExchangeRateMessages::entry, leases);
  }

  @Bean
  SpendImportStore spendImportStore(MongoDatabase database) {
    return new SpendImportStore(database);
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  SpendImportWorker spendImportWorker(
      SpendImportStore imports,
      KeyedStore<AdCost> costs,
      KeyedStore<DayInsight> insights,
      StreamAppender appender,
      RestoreEpoch epoch,
      Leases leases,
      InstantSource clock) {
    SpendRecords records = new SpendRecords(costs, insights, appender, epoch);
    return new SpendImportWorker(imports, records, leases, clock);
  }
}
