package io.agencysuite.proof;

import io.agencysuite.rest.Answer;
import io.agencysuite.rest.Json;
import io.agencysuite.rest.Rest;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Calls through any of the gateways and goes on with the same call until it has an answer.
///
/// @param goOn false when nobody should wait any longer
record Doors(List<Rest> doors, Ledger ledger, BooleanSupplier goOn) {

  private static final Set<Integer> UNANSWERED = Set.of(429, 500, 502, 503, 504);
  private static final int CONFLICT = 409;
  private static final long PAUSE_MILLIS = 100;

  /// An answer came that no retry explains.
  static final class RefusedByMistake extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RefusedByMistake(Answer answer) {
      super(answer.request() + " answered " + answer.status() + ": " + answer.body());
    }
  }

  /// The answer of the first try that got one; null when the run ended before.
  @Nullable JsonNode post(Ledger.Kind kind, String id, String path, JsonNode body) {
    Answer answer = call(kind, id, door -> door.post(path, body));
    if (answer == null) {
      return null;
    }
    if (!answer.succeeded()) {
      throw new RefusedByMistake(answer);
    }
    return answer.json();
  }

  @Nullable Answer call(Ledger.Kind kind, String id, Function<Rest, Answer> call) {
    while (true) {
      Answer answer = once(call);
      if (answer != null && !again(answer)) {
        return answer;
      }
      ledger.doubt(kind, id);
      if (!goOn.getAsBoolean()) {
        return null;
      }
      pause();
    }
  }

  /// Also when the first try is still under way in another instance.
  private static boolean again(Answer answer) {
    return UNANSWERED.contains(answer.status())
        || (answer.status() == CONFLICT && Json.text(answer.document(), "code").equals("ABORTED"));
  }

  private @Nullable Answer once(Function<Rest, Answer> call) {
    Rest door = doors.get(ThreadLocalRandom.current().nextInt(doors.size()));
    try {
      return call.apply(door);
    } catch (UncheckedIOException e) {
      return null;
    }
  }

  private static void pause() {
    try {
      Thread.sleep(ThreadLocalRandom.current().nextLong(PAUSE_MILLIS, 3 * PAUSE_MILLIS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted between two tries", e);
    }
  }
}
