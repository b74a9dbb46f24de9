package io.agencysuite.planning.timeentry;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.FieldMask;
import io.agencysuite.kit.identity.Role;
import io.agencysuite.kit.test.StoreExtension;
import io.agencysuite.planning.Errors;
import io.agencysuite.planning.PlanningUnderTest;
import io.agencysuite.planning.PlanningUnderTest.Caller;
import io.agencysuite.planning.v1.Activity;
import io.agencysuite.planning.v1.BatchCreateTimeEntriesRequest;
import io.agencysuite.planning.v1.CreatePostRequest;
import io.agencysuite.planning.v1.CreateTeamMemberRequest;
import io.agencysuite.planning.v1.CreateTimeEntryRequest;
import io.agencysuite.planning.v1.DeleteTimeEntryRequest;
import io.agencysuite.planning.v1.GetTimeEntryRequest;
import io.agencysuite.planning.v1.ListTimeEntriesRequest;
import io.agencysuite.planning.v1.ListTimeEntriesResponse;
import io.agencysuite.planning.v1.Post;
import io.agencysuite.planning.v1.TeamMember;
import io.agencysuite.planning.v1.TimeEntry;
import io.agencysuite.planning.v1.UpdateTimeEntryRequest;
import io.grpc.Status.Code;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TimeEntryGrpcServiceTest {

  @RegisterExtension static final StoreExtension STORE = new StoreExtension();

  private static PlanningUnderTest planning;
  private static Caller anna;
  private static Post post;

  @BeforeAll
  static void start() {
    planning = new PlanningUnderTest(STORE.database());
    for (String client : List.of("brauhaus", "liste", "menge")) {
      planning.putClient("hafen", client, "Pacific/Auckland");
    }
    planning.putClient("hafen", "optik", "Europe/Berlin");
    planning.putChannel("hafen", "brauhaus", "insta", "instagram");
    planning.putChannel("hafen", "brauhaus", "xx", "x");
    planning.putChannel("hafen", "optik", "other", "x");
    Caller owner = planning.user("hafen", "olga", Role.OWNER);
    member(owner, "anna", "users/anna");
    member(owner, "bert", "");
    anna = planning.user("hafen", "anna", Role.COMMUNITY_MANAGER);
    post =
        anna.posts()
            .createPost(
                CreatePostRequest.newBuilder()
                    .setParent("clients/brauhaus")
                    .setPost(
                        Post.newBuilder()
                            .setChannel("clients/brauhaus/channels/insta")
                            .setTitle("Brezeln")
                            .setCampaign("herbst"))
                    .build());
  }

  @AfterAll
  static void stop() {
    planning.close();
  }

  @Test
  void logsTheCallersHoursOnThePostsChannelAndCampaign() {
    TimeEntry entry =
        create("brauhaus", entry(90).setPost(post.getName()).setActivity(Activity.COMMUNITY));

    assertThat(entry.getTeamMember()).isEqualTo("team/anna");
    assertThat(entry.getChannel()).isEqualTo("clients/brauhaus/channels/insta");
    assertThat(entry.getCampaign()).isEqualTo("herbst");
    assertThat(
            anna.hours()
                .getTimeEntry(GetTimeEntryRequest.newBuilder().setName(entry.getName()).build()))
        .isEqualTo(entry);
  }

  @Test
  void refusesWhatCannotBe() {
    Errors wrong =
        Errors.of(() ->
            create(
                "brauhaus",
                entry(0)
                    .setWorkDate("2026-02-29")
                    .setTeamMember("team/nobody")
                    .setChannel("clients/optik/channels/other")
                    .setPost("clients/brauhaus/posts/none")));

    assertThat(wrong.code()).isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(wrong.fields())
        .contains(
            "time_entry.team_member",
            "time_entry.work_date",
            "time_entry.minutes",
            "time_entry.post",
            "time_entry.channel");
    assertThat(Errors.of(() -> create("brauhaus", entry(1441))).fields())
        .containsExactly("time_entry.minutes");
    assertThat(
            Errors.of(() ->
                    create(
                        "brauhaus",
                        entry(1)
                            .setPost(post.getName())
                            .setChannel("clients/brauhaus/channels/xx")))
                .fields())
        .containsExactly("time_entry.channel");
    assertThat(Errors.of(() -> create("nobody", entry(1))).code()).isEqualTo(Code.NOT_FOUND);
  }

  /// At 08:00 UTC it is already evening in Auckland; a day ahead of that is the last one.
  @Test
  void countsDaysInTheClientsZone() {
    assertThat(create("brauhaus", entry(1).setWorkDate("2026-11-24")).getMinutes()).isEqualTo(1);
    assertThat(Errors.of(() -> create("brauhaus", entry(1).setWorkDate("2026-11-25"))).fields())
        .containsExactly("time_entry.work_date");
    assertThat(Errors.of(() -> create("brauhaus", entry(1).setWorkDate("1999-12-31"))).fields())
        .containsExactly("time_entry.work_date");
  }

  @Test
  void asksForAMemberWhereTheCallerIsNone() {
    Caller ben = planning.user("hafen", "ben", Role.PLANNER);
    CreateTimeEntryRequest request =
        CreateTimeEntryRequest.newBuilder()
            .setParent("clients/brauhaus")
            .setTimeEntry(entry(30))
            .build();

    assertThat(Errors.of(() -> ben.hours().createTimeEntry(request)).fields())
        .containsExactly("time_entry.team_member");
  }

  @Test
  void createsOncePerRequestId() {
    CreateTimeEntryRequest request =
        CreateTimeEntryRequest.newBuilder()
            .setParent("clients/brauhaus")
            .setTimeEntry(entry(30))
            .setRequestId("r1")
            .build();

    assertThat(anna.hours().createTimeEntry(request))
        .isEqualTo(anna.hours().createTimeEntry(request));
  }

  @Test
  void storesABatchOnceAndInItsOrder() {
    BatchCreateTimeEntriesRequest.Builder batch =
        BatchCreateTimeEntriesRequest.newBuilder()
            .setParent("clients/menge")
            .setRequestId("batch-1");
    for (int i = 1; i <= 1000; i++) {
      batch.addTimeEntries(entry(1 + i % 1440));
    }

    var first = anna.hours().batchCreateTimeEntries(batch.build());
    var second = anna.hours().batchCreateTimeEntries(batch.build());

    assertThat(second).isEqualTo(first);
    assertThat(first.getTimeEntriesList())
        .extracting(TimeEntry::getMinutes)
        .containsExactlyElementsOf(
            batch.getTimeEntriesList().stream().map(TimeEntry::getMinutes).toList());
    assertThat(all("menge", ListTimeEntriesRequest.newBuilder())).hasSize(1000);
  }

  @Test
  void storesNothingOfABatchWithAWrongEntry() {
    BatchCreateTimeEntriesRequest batch =
        BatchCreateTimeEntriesRequest.newBuilder()
            .setParent("clients/optik")
            .addTimeEntries(entry(10))
            .addTimeEntries(entry(0))
            .addTimeEntries(entry(10).setWorkDate("2026-02-30"))
            .build();

    Errors wrong = Errors.of(() -> anna.hours().batchCreateTimeEntries(batch));

    assertThat(wrong.fields())
        .containsExactly("time_entries[1].minutes", "time_entries[2].work_date");
    assertThat(all("optik", ListTimeEntriesRequest.newBuilder())).isEmpty();
  }

  @Test
  void listsByDayBetweenDays() {
    for (String day : List.of("2026-10-31", "2026-10-01", "2026-10-02", "2026-11-01")) {
      create("liste", entry(10).setWorkDate(day));
    }
    create("liste", entry(10).setWorkDate("2026-10-15").setTeamMember("team/bert"));

    assertThat(
            all(
                "liste",
                ListTimeEntriesRequest.newBuilder()
                    .setStartDate("2026-10-02")
                    .setEndDate("2026-10-31")))
        .extracting(TimeEntry::getWorkDate)
        .containsExactly("2026-10-02", "2026-10-15", "2026-10-31");
    assertThat(all("liste", ListTimeEntriesRequest.newBuilder().setTeamMember("team/bert")))
        .hasSize(1);
    assertThat(
            Errors.of(() ->
                    all(
                        "liste",
                        ListTimeEntriesRequest.newBuilder()
                            .setStartDate("2026-10-02")
                            .setEndDate("2026-10-01")))
                .fields())
        .containsExactly("end_date");
  }

  @Test
  void updatesAndDeletes() {
    TimeEntry entry = create("brauhaus", entry(30));
    TimeEntry longer = update(entry.toBuilder().setMinutes(45).build(), "minutes");

    assertThat(longer.getMinutes()).isEqualTo(45);
    assertThat(update(longer, "minutes")).isEqualTo(longer);
    assertThat(Errors.of(() -> update(entry, "minutes")).reason()).isEqualTo("ETAG_STALE");
    assertThat(Errors.of(() -> delete(entry)).reason()).isEqualTo("ETAG_STALE");

    delete(longer);
    assertThat(Errors.of(() -> delete(longer)).code()).isEqualTo(Code.NOT_FOUND);
  }

  @Test
  void answersForeignAndMissingEntriesAlike() {
    TimeEntry entry = create("brauhaus", entry(30));
    Caller stranger = planning.user("berg", "carl", Role.OWNER);
    GetTimeEntryRequest request = GetTimeEntryRequest.newBuilder().setName(entry.getName()).build();

    assertThat(Errors.of(() -> stranger.hours().getTimeEntry(request)).code())
        .isEqualTo(Code.NOT_FOUND);
    Caller viewer = planning.userOf("hafen", "emil", "brauhaus", Role.CLIENT_VIEWER);
    assertThat(Errors.of(() -> viewer.hours().getTimeEntry(request)).code())
        .isEqualTo(Code.PERMISSION_DENIED);
  }

  private static void member(Caller owner, String id, String user) {
    owner
        .team()
        .createTeamMember(
            CreateTeamMemberRequest.newBuilder()
                .setTeamMemberId(id)
                .setTeamMember(TeamMember.newBuilder().setDisplayName(id).setUser(user))
                .build());
  }

  private static TimeEntry.Builder entry(int minutes) {
    return TimeEntry.newBuilder().setWorkDate("2026-11-20").setMinutes(minutes);
  }

  private static TimeEntry create(String client, TimeEntry.Builder entry) {
    return anna.hours()
        .createTimeEntry(
            CreateTimeEntryRequest.newBuilder()
                .setParent("clients/" + client)
                .setTimeEntry(entry)
                .build());
  }

  private static TimeEntry update(TimeEntry entry, String mask) {
    return anna.hours()
        .updateTimeEntry(
            UpdateTimeEntryRequest.newBuilder()
                .setTimeEntry(entry)
                .setUpdateMask(FieldMask.newBuilder().addPaths(mask))
                .build());
  }

  private static void delete(TimeEntry entry) {
    var _ =
        anna.hours()
            .deleteTimeEntry(
                DeleteTimeEntryRequest.newBuilder()
                    .setName(entry.getName())
                    .setEtag(entry.getEtag())
                    .build());
  }

  private static List<TimeEntry> all(String client, ListTimeEntriesRequest.Builder list) {
    List<TimeEntry> all = new ArrayList<>();
    list.setParent("clients/" + client).setPageSize(200);
    ListTimeEntriesResponse page;
    do {
      page = anna.hours().listTimeEntries(list.build());
      all.addAll(page.getTimeEntriesList());
      list.setPageToken(page.getNextPageToken());
    } while (!page.getNextPageToken().isEmpty());
    return all;
  }
}
