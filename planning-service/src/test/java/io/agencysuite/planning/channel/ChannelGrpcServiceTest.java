package io.agencysuite.planning.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.FieldMask;
import io.agencysuite.kit.identity.Role;
import io.agencysuite.kit.test.StoreExtension;
import io.agencysuite.planning.Errors;
import io.agencysuite.planning.PlanningUnderTest;
import io.agencysuite.planning.PlanningUnderTest.Caller;
import io.agencysuite.planning.v1.ArchiveChannelRequest;
import io.agencysuite.planning.v1.Channel;
import io.agencysuite.planning.v1.CreateChannelRequest;
import io.agencysuite.planning.v1.CreateTeamMemberRequest;
import io.agencysuite.planning.v1.GetChannelRequest;
import io.agencysuite.planning.v1.ListChannelsRequest;
import io.agencysuite.planning.v1.TeamMember;
import io.agencysuite.planning.v1.UpdateChannelRequest;
import io.grpc.Status.Code;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ChannelGrpcServiceTest {

  @RegisterExtension static final StoreExtension STORE = new StoreExtension();

  private static PlanningUnderTest planning;
  private static Caller planner;

  @BeforeAll
  static void start() {
    planning = new PlanningUnderTest(STORE.database());
    planning.putClient("hafen", "brauhaus", "Europe/Vienna");
    planning.putClient("berg", "brauhaus", "Europe/Berlin");
    planner = planning.user("hafen", "ben", Role.PLANNER);
    planning
        .user("hafen", "olga", Role.OWNER)
        .team()
        .createTeamMember(
            CreateTeamMemberRequest.newBuilder()
                .setTeamMemberId("anna")
                .setTeamMember(TeamMember.newBuilder().setDisplayName("Anna"))
                .build());
  }

  @AfterAll
  static void stop() {
    planning.close();
  }

  @Test
  void takesZoneFromTheClientAndNameFromTheType() {
    Channel channel = create("insta", Channel.newBuilder().setDefaultTeamMember("team/anna"));

    assertThat(channel.getName()).isEqualTo("clients/brauhaus/channels/insta");
    assertThat(channel.getTimeZone()).isEqualTo("Europe/Vienna");
    assertThat(channel.getDisplayName()).isEqualTo("Instagram");
    assertThat(channel.getActive()).isTrue();
    assertThat(channel.hasWeeklyBaseMinutes()).isFalse();
    assertThat(get(planner, channel.getName())).isEqualTo(channel);
  }

  @Test
  void createsOncePerRequestIdAndOncePerId() {
    CreateChannelRequest request = request("once", Channel.newBuilder()).setRequestId("r1").build();

    Channel first = planner.channels().createChannel(request);

    assertThat(planner.channels().createChannel(request)).isEqualTo(first);
    Errors taken =
        Errors.of(
            () -> planner.channels().createChannel(request.toBuilder().setRequestId("r2").build()));
    assertThat(taken.code()).isEqualTo(Code.ALREADY_EXISTS);
    assertThat(taken.reason()).isEqualTo("RESOURCE_EXISTS");
    assertThat(
            Errors.of(() ->
                    planner.channels().createChannel(request.toBuilder().clearRequestId().build()))
                .reason())
        .isEqualTo("RESOURCE_EXISTS");
  }

  @Test
  void namesWhatIsUnknown() {
    assertThat(
            Errors.of(() ->
                    create(
                        "wrong",
                        Channel.newBuilder()
                            .setTimeZone("Mars/Base")
                            .setDefaultTeamMember("team/nobody")))
                .fields())
        .containsExactly("channel.time_zone", "channel.default_team_member");
    assertThat(
            Errors.of(() ->
                    planner
                        .channels()
                        .createChannel(
                            CreateChannelRequest.newBuilder()
                                .setParent("clients/brauhaus")
                                .setChannel(
                                    Channel.newBuilder().setChannelType("channelTypes/myspace"))
                                .build()))
                .fields())
        .containsExactly("channel.channel_type");
  }

  @Test
  void updatesWhatTheMaskNames() {
    Channel channel =
        create("masked", Channel.newBuilder().setHandle("@alt").setWeeklyBaseMinutes(0));
    assertThat(channel.hasWeeklyBaseMinutes()).isTrue();

    Channel updated =
        update(channel.toBuilder().setHandle("@neu").setUrl("https://x.de").build(), "handle");
    assertThat(updated.getHandle()).isEqualTo("@neu");
    assertThat(updated.getUrl()).isEmpty();

    Channel cleared =
        update(updated.toBuilder().clearWeeklyBaseMinutes().build(), "weekly_base_minutes");
    assertThat(cleared.hasWeeklyBaseMinutes()).isFalse();
    assertThat(Errors.of(() -> update(updated, "handle")).reason()).isEqualTo("ETAG_STALE");
    assertThat(Errors.of(() -> update(cleared, "channel_type")).fields())
        .containsExactly("update_mask");
  }

  @Test
  void keepsTheEtagWhenNothingChanges() {
    Channel channel = create("same", Channel.newBuilder().setHandle("@a"));

    assertThat(update(channel, "handle")).isEqualTo(channel);
  }

  @Test
  void archivesForGoodAndHidesFromLists() {
    Channel channel = create("gone", Channel.newBuilder());
    ArchiveChannelRequest request =
        ArchiveChannelRequest.newBuilder().setName(channel.getName()).build();

    Channel archived = planner.channels().archiveChannel(request);

    assertThat(archived.getActive()).isFalse();
    assertThat(planner.channels().archiveChannel(request)).isEqualTo(archived);
    assertThat(list(false)).doesNotContain(channel.getName());
    assertThat(list(true)).contains(channel.getName());
  }

  @Test
  void answersForeignAndMissingChannelsAlike() {
    Channel channel = create("secret", Channel.newBuilder());
    Caller stranger = planning.user("berg", "carl", Role.OWNER);

    Errors foreign = Errors.of(() -> get(stranger, channel.getName()));
    Errors missing = Errors.of(() -> get(stranger, "clients/brauhaus/channels/none"));

    assertThat(foreign.code()).isEqualTo(Code.NOT_FOUND);
    assertThat(foreign.reason()).isEqualTo(missing.reason());
    assertThat(Errors.of(() -> get(planner, "clients/nobody/channels/x")).code())
        .isEqualTo(Code.NOT_FOUND);
    assertThat(
            Errors.of(() ->
                    planner
                        .channels()
                        .createChannel(
                            request("x", Channel.newBuilder())
                                .setParent("clients/nobody")
                                .clearChannelId()
                                .build()))
                .code())
        .isEqualTo(Code.NOT_FOUND);
  }

  @Test
  void letsOnlyPlannersAndOwnersCreate() {
    Caller community = planning.user("hafen", "anna", Role.COMMUNITY_MANAGER);

    assertThat(
            Errors.of(() ->
                    community
                        .channels()
                        .createChannel(request("nope", Channel.newBuilder()).build()))
                .code())
        .isEqualTo(Code.PERMISSION_DENIED);
  }

  private static CreateChannelRequest.Builder request(String id, Channel.Builder channel) {
    return CreateChannelRequest.newBuilder()
        .setParent("clients/brauhaus")
        .setChannelId(id)
        .setChannel(channel.setChannelType("channelTypes/instagram"));
  }

  private static Channel create(String id, Channel.Builder channel) {
    return planner.channels().createChannel(request(id, channel).build());
  }

  private static Channel update(Channel channel, String mask) {
    return planner
        .channels()
        .updateChannel(
            UpdateChannelRequest.newBuilder()
                .setChannel(channel)
                .setUpdateMask(FieldMask.newBuilder().addPaths(mask))
                .build());
  }

  private static Channel get(Caller caller, String name) {
    return caller.channels().getChannel(GetChannelRequest.newBuilder().setName(name).build());
  }

  private static List<String> list(boolean archivedToo) {
    return planner
        .channels()
        .listChannels(
            ListChannelsRequest.newBuilder()
                .setParent("clients/brauhaus")
                .setShowArchived(archivedToo)
                .build())
        .getChannelsList()
        .stream()
        .map(Channel::getName)
        .toList();
  }
}
