package io.agencysuite.planning.timeentry;

import static org.assertj.core.api.Assertions.assertThat;

import io.agencysuite.kit.mongo.Key;
import io.agencysuite.kit.mongo.Stored;
import io.agencysuite.state.v1.StateMessage;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TimeEntryMessagesTest {

  private static final Key KEY = new Key("t", "brauhaus", "timeEntry", "e1");
  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00.123Z");

  @ParameterizedTest
  @EnumSource(Activity.class)
  void carriesEveryActivityThereAndBack(Activity activity) {
    TimeEntry entry =
        new TimeEntry("anna", "2026-11-20", 90, "insta", "herbst", "p1", activity, "n", NOW, NOW);

    var message = TimeEntryMessages.message(new Stored<>(KEY, 1, entry));
    TimeEntryDraft draft = TimeEntryMessages.draft(message);

    assertThat(draft)
        .isEqualTo(
            new TimeEntryDraft(
                "team/anna",
                "2026-11-20",
                90,
                "clients/brauhaus/channels/insta",
                "herbst",
                "clients/brauhaus/posts/p1",
                activity,
                "n"));
  }

  @ParameterizedTest
  @EnumSource(Activity.class)
  void tellsMetricsTheActivityInLowerCase(Activity activity) {
    TimeEntry entry = new TimeEntry("anna", "2026-11-20", 90, "", "", "", activity, "n", NOW, NOW);

    StateMessage state = TimeEntryMessages.state(1, KEY, 2, entry, NOW);

    assertThat(state.getTimeEntry().getActivity())
        .isEqualTo(activity == Activity.NONE ? "" : activity.name().toLowerCase(Locale.ROOT));
    assertThat(state.getTimeEntry().getMinutes()).isEqualTo(90);
    assertThat(TimeEntryMessages.state(1, KEY, 3, null, NOW).getDeleted()).isTrue();
  }
}
