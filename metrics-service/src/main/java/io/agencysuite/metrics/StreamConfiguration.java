package io.agencysuite.metrics;

import com.mongodb.client.MongoDatabase;
import io.agencysuite.kit.mongo.Leases;
import io.agencysuite.metrics.apply.MemoryBudget;
import io.agencysuite.metrics.apply.SegmentPlanner;
import io.agencysuite.metrics.apply.SubjectBook;
import io.agencysuite.metrics.link.LinkStore;
import io.agencysuite.metrics.rollup.Bucket;
import io.agencysuite.metrics.rollup.RollupSettings;
import io.agencysuite.metrics.rollup.UniquesMerger;
import io.agencysuite.metrics.state.ClientStore;
import io.agencysuite.metrics.stream.Faults;
import io.agencysuite.metrics.stream.KnownDays;
import io.agencysuite.metrics.stream.Ledger;
import io.agencysuite.metrics.stream.LedgerStore;
import io.agencysuite.metrics.stream.Merger;
import io.agencysuite.metrics.stream.ParkedStore;
import io.agencysuite.metrics.stream.PlanStore;
import io.agencysuite.metrics.stream.Progress;
import io.agencysuite.metrics.stream.Resending;
import io.agencysuite.metrics.stream.SegmentStore;
import io.agencysuite.metrics.stream.StreamAppender;
import io.agencysuite.metrics.stream.StreamSettings;
import io.agencysuite.metrics.stream.StreamStores;
import io.agencysuite.metrics.stream.StreamWorkers;
import io.agencysuite.metrics.stream.Streams;
import io.agencysuite.metrics.stream.WatermarkStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.Map;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires the streams and their workers.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({StreamSettings.class, RollupSettings.class})
public class StreamConfiguration {

  /// How deltas are added, by collection.
  public static final Map<Ledger, Merger> MERGERS =
      Map.of(
          Ledger.BUCKETS,
          Bucket::merge,
          Ledger.UNIQUES,
          new UniquesMerger(),
          Ledger.SUBJECTS,
          SubjectBook::merge);

  @Bean
  LedgerStore ledgerStore(MongoDatabase database) {
    return new LedgerStore(database, MERGERS, Faults.NONE);
  }

  @Bean
  StreamStores streamStores(MongoDatabase database, LedgerStore ledger, StreamSettings settings) {
    return new StreamStores(
        new SegmentStore(database, Faults.NONE),
        new PlanStore(database, Faults.NONE, settings.planPartBytes()),
        ledger,
        new WatermarkStore(database, Faults.NONE),
        new ParkedStore(database, Faults.NONE));
  }

  @Bean
  Progress progress(StreamStores stores) {
    return new Progress(stores);
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  StreamWorkers streamWorkers(
      Leases leases,
      StreamStores stores,
      StreamSettings settings,
      InstantSource clock,
      Planners planners,
      MeterRegistry meters) {
    StreamWorkers workers = new StreamWorkers(leases, stores, settings, clock, planners::of);
    workers.bindTo(meters);
    return workers;
  }

  @Bean
  StreamAppender streamAppender(
      StreamStores stores, StreamSettings settings, InstantSource clock, StreamWorkers workers) {
    return new StreamAppender(stores.segments(), stores.watermarks(), settings, clock, workers);
  }

  @Bean
  KnownDays knownDays(StreamStores stores, StreamAppender appender, InstantSource clock) {
    return new KnownDays(stores, appender, clock);
  }

  @Bean
  Resending resending(StreamStores stores, StreamAppender appender, InstantSource clock) {
    return new Resending(stores, appender, clock);
  }

  @Bean
  Planners planners(
      LedgerStore ledger,
      ClientStore clients,
      LinkStore links,
      RollupSettings rollup,
      StreamSettings settings) {
    SegmentPlanner.Limits limits =
        new SegmentPlanner.Limits(
            rollup.tuples(), new MemoryBudget(settings.memoryBytes(), Streams.COUNT));
    return stream -> new SegmentPlanner(stream, ledger, clients, links, limits);
  }

  /// Makes the planner of a stream.
  @FunctionalInterface
  interface Planners {

    SegmentPlanner of(int stream);
  }
}
