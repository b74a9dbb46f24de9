package io.agencysuite.planning;

import com.mongodb.client.MongoDatabase;
import io.agencysuite.kit.grpc.ServiceChannels;
import io.agencysuite.kit.grpc.UpstreamSettings;
import io.agencysuite.kit.identity.Identity;
import io.agencysuite.kit.identity.Role;
import io.agencysuite.kit.mongo.Claims;
import io.agencysuite.kit.mongo.Creations;
import io.agencysuite.kit.mongo.Leases;
import io.agencysuite.kit.mongo.RestoreEpoch;
import io.agencysuite.kit.test.AdjustableClock;
import io.agencysuite.kit.test.ServiceUnderTest;
import io.agencysuite.kit.time.Ids;
import io.agencysuite.planning.calendar.CalendarGrpcService;
import io.agencysuite.planning.channel.ChannelGrpcService;
import io.agencysuite.planning.channel.ChannelRules;
import io.agencysuite.planning.channel.ChannelStore;
import io.agencysuite.planning.channeltype.ChannelTypeCatalogue;
import io.agencysuite.planning.channeltype.ChannelTypeGrpcService;
import io.agencysuite.planning.client.ClientStore;
import io.agencysuite.planning.client.StateGrpcService;
import io.agencysuite.planning.post.LinkGrpcClient;
import io.agencysuite.planning.post.LinkSettings;
import io.agencysuite.planning.post.PostGrpcService;
import io.agencysuite.planning.post.PostRules;
import io.agencysuite.planning.post.PostStore;
import io.agencysuite.planning.post.PostWorkflow;
import io.agencysuite.planning.resource.NewResources;
import io.agencysuite.planning.settings.PlanningSettingsGrpcService;
import io.agencysuite.planning.settings.PolicyStore;
import io.agencysuite.planning.team.TeamGrpcService;
import io.agencysuite.planning.team.TeamStore;
import io.agencysuite.planning.timeentry.TimeEntryGrpcService;
import io.agencysuite.planning.timeentry.TimeEntryRules;
import io.agencysuite.planning.timeentry.TimeEntryStore;
import io.agencysuite.planning.v1.CalendarServiceGrpc;
import io.agencysuite.planning.v1.Channel;
import io.agencysuite.planning.v1.ChannelServiceGrpc;
import io.agencysuite.planning.v1.ChannelTypeServiceGrpc;
import io.agencysuite.planning.v1.CreateChannelRequest;
import io.agencysuite.planning.v1.PlanningSettingsServiceGrpc;
import io.agencysuite.planning.v1.PostServiceGrpc;
import io.agencysuite.planning.v1.PutStatesRequest;
import io.agencysuite.planning.v1.StateServiceGrpc;
import io.agencysuite.planning.v1.TeamServiceGrpc;
import io.agencysuite.planning.v1.TimeEntryServiceGrpc;
import io.agencysuite.state.v1.ClientState;
import io.agencysuite.state.v1.StateMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// All of planning behind real gRPC, beside a fake metrics behind real gRPC.
public final class PlanningUnderTest implements AutoCloseable {

  public static final Instant START = Instant.parse("2026-11-23T08:00:00Z");

  public final AdjustableClock clock = new AdjustableClock(START);
  public final FakeMetrics metrics = new FakeMetrics();

  private final ServiceUnderTest upstream =
      ServiceUnderTest.start(metrics.links(), metrics.stateService());
  private final ServiceChannels channels;
  private final ServiceUnderTest planning;
  private final RelayConfiguration relays;
  private final Stores stores;

  private record Stores(
      ChannelStore channels, TeamStore team, PostStore posts, TimeEntryStore entries) {}

  public PlanningUnderTest(MongoDatabase database) {
    this.channels =
        new ServiceChannels(
            new UpstreamSettings(
                Map.of("metrics", "127.0.0.1:" + upstream.port()), Duration.ofSeconds(5)),
            upstream.keys().settings(),
            upstream.keys().signer());
    Ids ids = Ids.secure(clock);
    NewResources fresh = new NewResources(new Creations(new Claims(database, clock)), ids, clock);
    ChannelTypeCatalogue catalogue = ChannelTypeCatalogue.shipped();
    ClientStore clients = new ClientStore(database);
    PolicyStore policies = new PolicyStore(database);
    this.stores =
        new Stores(
            new ChannelStore(database),
            new TeamStore(database),
            new PostStore(database),
            new TimeEntryStore(database));
    LinkSettings links = new LinkSettings("https://go.beispiel.de", 32);
    PostRules rules = new PostRules(catalogue, stores.channels, stores.team, links);
    PostWorkflow workflow =
        new PostWorkflow(stores.posts, rules, policies, new LinkGrpcClient(channels, links), clock);
    this.planning =
        ServiceUnderTest.start(
            new ChannelTypeGrpcService(catalogue),
            new StateGrpcService(clients),
            new PlanningSettingsGrpcService(policies),
            new TeamGrpcService(stores.team, fresh),
            new ChannelGrpcService(
                stores.channels, clients, new ChannelRules(catalogue, stores.team), fresh),
            new PostGrpcService(stores.posts, clients, rules, workflow, fresh),
            new CalendarGrpcService(stores.posts, clients),
            new TimeEntryGrpcService(
                stores.entries,
                clients,
                new TimeEntryRules(stores.team, stores.channels, stores.posts),
                fresh));
    this.relays =
        new RelayConfiguration(
            RestoreEpoch.read(database), new Leases(database, clock, ids), clock, channels);
  }

  /// A user with these roles on all clients of the tenant.
  public Caller user(String tenant, String user, Role... roles) {
    return userOf(tenant, user, Identity.ALL_CLIENTS, roles);
  }

  /// A user with these roles on one client.
  public Caller userOf(String tenant, String user, String client, Role... roles) {
    return caller(
        new Identity(Identity.Kind.USER, tenant, "users/" + user, Map.of(client, Set.of(roles))));
  }

  public Caller caller(Identity identity) {
    return new Caller(planning.as(identity));
  }

  /// What crm does when a client is made.
  public void putClient(String tenant, String client, String zone) {
    putState(
        tenant,
        StateMessage.newBuilder()
            .setAggregate("clients/" + client)
            .setEpoch(1)
            .setVersion(1)
            .setClient(
                ClientState.newBuilder()
                    .setDisplayName(client)
                    .setTimeZone(zone)
                    .setCurrencyCode("EUR"))
            .build());
  }

  public void putState(String tenant, StateMessage state) {
    caller(Identity.service("crm", tenant))
        .states()
        .putStates(PutStatesRequest.newBuilder().addStates(state).build());
  }

  /// A channel of the client, in the client's zone.
  public Channel putChannel(String tenant, String client, String id, String type) {
    return user(tenant, "setup", Role.OWNER)
        .channels()
        .createChannel(
            CreateChannelRequest.newBuilder()
                .setParent("clients/" + client)
                .setChannelId(id)
                .setChannel(Channel.newBuilder().setChannelType("channelTypes/" + type))
                .build());
  }

  /// Starts the relays to metrics; closing the result stops them.
  public AutoCloseable startRelays() {
    var all =
        List.of(
            relays.channelRelay(stores.channels),
            relays.teamRelay(stores.team),
            relays.postRelay(stores.posts),
            relays.timeEntryRelay(stores.entries));
    all.forEach(relay -> relay.start());
    return () -> all.forEach(relay -> relay.close());
  }

  @Override
  public void close() {
    planning.close();
    channels.close();
    upstream.close();
  }

  /// The stubs of somebody.
  public record Caller(io.grpc.Channel channel) {

    public ChannelTypeServiceGrpc.ChannelTypeServiceBlockingStub types() {
      return ChannelTypeServiceGrpc.newBlockingStub(channel);
    }

    public StateServiceGrpc.StateServiceBlockingStub states() {
      return StateServiceGrpc.newBlockingStub(channel);
    }

    public PlanningSettingsServiceGrpc.PlanningSettingsServiceBlockingStub settings() {
      return PlanningSettingsServiceGrpc.newBlockingStub(channel);
    }

    public TeamServiceGrpc.TeamServiceBlockingStub team() {
      return TeamServiceGrpc.newBlockingStub(channel);
    }

    public ChannelServiceGrpc.ChannelServiceBlockingStub channels() {
      return ChannelServiceGrpc.newBlockingStub(channel);
    }

    public PostServiceGrpc.PostServiceBlockingStub posts() {
      return PostServiceGrpc.newBlockingStub(channel);
    }

    public CalendarServiceGrpc.CalendarServiceBlockingStub calendar() {
      return CalendarServiceGrpc.newBlockingStub(channel);
    }

    public TimeEntryServiceGrpc.TimeEntryServiceBlockingStub hours() {
      return TimeEntryServiceGrpc.newBlockingStub(channel);
    }
  }
}
