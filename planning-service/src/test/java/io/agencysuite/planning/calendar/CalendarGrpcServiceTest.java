package io.agencysuite.planning.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import io.agencysuite.kit.identity.Role;
import io.agencysuite.kit.test.StoreExtension;
import io.agencysuite.planning.Errors;
import io.agencysuite.planning.PlanningUnderTest;
import io.agencysuite.planning.PlanningUnderTest.Caller;
import io.agencysuite.planning.v1.CalendarEntry;
import io.agencysuite.planning.v1.CreatePostRequest;
import io.agencysuite.planning.v1.ListCalendarEntriesRequest;
import io.agencysuite.planning.v1.ListCalendarEntriesResponse;
import io.agencysuite.planning.v1.Post;
import io.grpc.Status.Code;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CalendarGrpcServiceTest {

  @RegisterExtension static final StoreExtension STORE = new StoreExtension();

  private static PlanningUnderTest planning;
  private static Caller anna;

  @BeforeAll
  static void start() {
    planning = new PlanningUnderTest(STORE.database());
    anna = planning.user("hafen", "anna", Role.COMMUNITY_MANAGER);
    for (String client : List.of("herbst", "fruehling", "zonen", "grenzen")) {
      planning.putClient("hafen", client, "Europe/Berlin");
      planning.putChannel("hafen", client, "insta", "instagram");
    }
  }

  @AfterAll
  static void stop() {
    planning.close();
  }

  /// The day has 25 hours; its first and last minutes belong to it, their neighbours do not.
  @Test
  void countsTheLongDayInAutumn() {
    plan("herbst", "2026-10-24T23:59", "Europe/Berlin");
    plan("herbst", "2026-10-25T00:00", "Europe/Berlin");
    plan("herbst", "2026-10-25T02:30", "Europe/Berlin");
    plan("herbst", "2026-10-25T01:30", "UTC");
    plan("herbst", "2026-10-25T09:00", "Europe/Berlin");
    plan("herbst", "2026-10-25T23:59", "Europe/Berlin");
    plan("herbst", "2026-10-26T00:00", "Europe/Berlin");

    List<CalendarEntry> day = list("herbst", "2026-10-25", "2026-10-25").getCalendarEntriesList();

    assertThat(day)
        .extracting(CalendarEntry::getLocalTime)
        .containsExactly("00:00", "02:30", "02:30", "09:00", "23:59");
    assertThat(day)
        .extracting(CalendarEntry::getUtcOffsetMinutes)
        .containsExactly(120, 120, 60, 60, 60);
    assertThat(day).allSatisfy(e -> assertThat(e.getLocalDate()).isEqualTo("2026-10-25"));
  }

  @Test
  void countsTheShortDayInSpring() {
    plan("fruehling", "2027-03-27T23:30", "Europe/Berlin");
    plan("fruehling", "2027-03-28T02:30", "Europe/Berlin");
    plan("fruehling", "2027-03-28T23:30", "Europe/Berlin");
    plan("fruehling", "2027-03-29T00:00", "Europe/Berlin");

    assertThat(list("fruehling", "2027-03-28", "2027-03-28").getCalendarEntriesList())
        .extracting(CalendarEntry::getLocalTime)
        .containsExactly("03:30", "23:30");
  }

  @Test
  void showsOtherZonesInTheClientsDays() {
    plan("zonen", "2026-12-01T20:00", "America/New_York");

    CalendarEntry entry = list("zonen", "2026-12-02", "2026-12-02").getCalendarEntries(0);

    assertThat(entry.getLocalTime()).isEqualTo("02:00");
    assertThat(entry.getPost().getPlannedLocalTime()).isEqualTo("2026-12-01T20:00");
    assertThat(list("zonen", "2026-12-01", "2026-12-01").getCalendarEntriesList()).isEmpty();
  }

  @Test
  void pagesAndLeavesUnplannedPostsOut() {
    plan("grenzen", "", "Europe/Berlin");
    for (int i = 10; i < 15; i++) {
      plan("grenzen", "2026-12-" + i + "T09:00", "Europe/Berlin");
    }
    ListCalendarEntriesRequest.Builder request =
        request("grenzen", "2026-12-01", "2026-12-31").setPageSize(3);

    var first = anna.calendar().listCalendarEntries(request.build());
    var second =
        anna.calendar().listCalendarEntries(request.setPageToken(first.getNextPageToken()).build());

    assertThat(first.getTimeZone()).isEqualTo("Europe/Berlin");
    assertThat(first.getCalendarEntriesCount()).isEqualTo(3);
    assertThat(second.getCalendarEntriesList())
        .extracting(CalendarEntry::getLocalDate)
        .containsExactly("2026-12-13", "2026-12-14");
  }

  @Test
  void refusesWhatIsNoSpanOfDays() {
    assertThat(Errors.of(() -> list("grenzen", "2026-12-02", "2026-12-01")).fields())
        .containsExactly("end_date");
    assertThat(Errors.of(() -> list("grenzen", "2026-01-01", "2027-01-02")).fields())
        .containsExactly("end_date");
    assertThat(list("grenzen", "2026-01-01", "2027-01-01").getTimeZone()).isNotEmpty();
    assertThat(Errors.of(() -> list("grenzen", "2026-02-30", "2026-03-01")).fields())
        .containsExactly("start_date");
    assertThat(Errors.of(() -> list("nobody", "2026-12-01", "2026-12-02")).code())
        .isEqualTo(Code.NOT_FOUND);
  }

  private static void plan(String client, String localTime, String zone) {
    var _ =
        anna.posts()
            .createPost(
                CreatePostRequest.newBuilder()
                    .setParent("clients/" + client)
                    .setPost(
                        Post.newBuilder()
                            .setChannel("clients/" + client + "/channels/insta")
                            .setTitle("Brezeln")
                            .setPlannedLocalTime(localTime)
                            .setTimeZone(zone))
                    .build());
  }

  private static ListCalendarEntriesRequest.Builder request(
      String client, String start, String end) {
    return ListCalendarEntriesRequest.newBuilder()
        .setParent("clients/" + client)
        .setStartDate(start)
        .setEndDate(end);
  }

  private static ListCalendarEntriesResponse list(String client, String start, String end) {
    return anna.calendar().listCalendarEntries(request(client, start, end).build());
  }
}
