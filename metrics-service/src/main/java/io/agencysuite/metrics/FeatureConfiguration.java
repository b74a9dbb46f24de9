package io.agencysuite.metrics;

import com.mongodb.client.MongoDatabase;
import io.agencysuite.kit.KitConfiguration;
import io.agencysuite.kit.time.Ids;
import io.agencysuite.metrics.ingest.ClickEvents;
import io.agencysuite.metrics.ingest.EventIntakeMessages;
import io.agencysuite.metrics.ingest.RejectionStore;
import io.agencysuite.metrics.ingest.SaltStore;
import io.agencysuite.metrics.link.Clicks;
import io.agencysuite.metrics.link.LinkStore;
import io.agencysuite.metrics.link.NewLinks;
import io.agencysuite.metrics.site.SiteSettings;
import io.agencysuite.metrics.site.SiteStore;
import io.agencysuite.metrics.state.ClientStore;
import io.agencysuite.metrics.stream.StreamAppender;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Wires the features.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SiteSettings.class)
@Import(KitConfiguration.class)
public class FeatureConfiguration {

  @Bean
  ClientStore clientStore(MongoDatabase database) {
    return new ClientStore(database);
  }

  @Bean
  LinkStore linkStore(MongoDatabase database) {
    return new LinkStore(database);
  }

  @Bean
  NewLinks newLinks(InstantSource clock, Ids ids) {
    return new NewLinks(clock, ids, new SecureRandom());
  }

  @Bean
  Clicks clicks(StreamAppender appender, InstantSource clock) {
    return new ClickEvents(appender, clock);
  }

  @Bean
  SaltStore saltStore(MongoDatabase database, InstantSource clock) {
    return new SaltStore(database, clock, new SecureRandom());
  }

  @Bean
  EventIntakeMessages eventIntake(
      ClientStore clients,
      LinkStore links,
      SaltStore salts,
      StreamAppender appender,
      InstantSource clock) {
    return new EventIntakeMessages(clients, links, salts, appender, clock);
  }

  @Bean
  RejectionStore rejectionStore(MongoDatabase database) {
    return new RejectionStore(database);
  }

  @Bean
  SiteStore siteStore(MongoDatabase database) {
    return new SiteStore(database);
  }
}
