package io.agencysuite.planning;

import com.mongodb.client.MongoDatabase;
import io.agencysuite.kit.grpc.ServiceChannels;
import io.agencysuite.kit.mongo.Creations;
import io.agencysuite.kit.time.Ids;
import io.agencysuite.planning.channel.ChannelRules;
import io.agencysuite.planning.channel.ChannelStore;
import io.agencysuite.planning.channeltype.ChannelTypeCatalogue;
import io.agencysuite.planning.client.ClientStore;
import io.agencysuite.planning.post.LinkGrpcClient;
import io.agencysuite.planning.post.LinkSettings;
import io.agencysuite.planning.post.PostRules;
import io.agencysuite.planning.post.PostStore;
import io.agencysuite.planning.post.PostWorkflow;
import io.agencysuite.planning.resource.NewResources;
import io.agencysuite.planning.settings.PolicyStore;
import io.agencysuite.planning.team.TeamStore;
import io.agencysuite.planning.timeentry.TimeEntryRules;
import io.agencysuite.planning.timeentry.TimeEntryStore;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires the features.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LinkSettings.class)
class PlanningConfiguration {

  @Bean
  ChannelTypeCatalogue channelTypeCatalogue() {
    return ChannelTypeCatalogue.shipped();
  }

  @Bean
  NewResources newResources(Creations creations, Ids ids, InstantSource clock) {
    return new NewResources(creations, ids, clock);
  }

  @Bean
  ClientStore clientStore(MongoDatabase database) {
    return new ClientStore(database);
  }

  @Bean
  PolicyStore policyStore(MongoDatabase database) {
    return new PolicyStore(database);
  }

  @Bean
  TeamStore teamStore(MongoDatabase database) {
    return new TeamStore(database);
  }

  @Bean
  ChannelStore channelStore(MongoDatabase database) {
    return new ChannelStore(database);
  }

  @Bean
  ChannelRules channelRules(ChannelTypeCatalogue catalogue, TeamStore team) {
    return new ChannelRules(catalogue, team);
  }

  @Bean
  PostStore postStore(MongoDatabase database) {
    return new PostStore(database);
  }

  @Bean
  PostRules postRules(
      ChannelTypeCatalogue catalogue, ChannelStore channels, TeamStore team, LinkSettings links) {
    return new PostRules(catalogue, channels, team, links);
  }

  @Bean
  LinkGrpcClient linkGrpcClient(ServiceChannels channels, LinkSettings settings) {
    return new LinkGrpcClient(channels, settings);
  }

  @Bean
  PostWorkflow postWorkflow(
      PostStore posts,
      PostRules rules,
      PolicyStore policies,
      LinkGrpcClient links,
      InstantSource clock) {
    return new PostWorkflow(posts, rules, policies, links, clock);
  }

  @Bean
  TimeEntryStore timeEntryStore(MongoDatabase database) {
    return new TimeEntryStore(database);
  }

  @Bean
  TimeEntryRules timeEntryRules(TeamStore team, ChannelStore channels, PostStore posts) {
    return new TimeEntryRules(team, channels, posts);
  }
}
