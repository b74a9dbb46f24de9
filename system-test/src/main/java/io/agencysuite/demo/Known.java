package io.agencysuite.demo;

import io.agencysuite.rest.Answer;
import io.agencysuite.rest.Json;
import io.agencysuite.rest.RefusedException;
import io.agencysuite.rest.Rest;
import java.time.LocalDate;
import java.util.Optional;

/// What is there already. The agency's today is read back from a contract, so that a run on a later
/// day completes the same agency instead of beginning another.
final class Known {

  private static final int CONTRACT_DAYS = 400;
  private static final int UNAUTHENTICATED = 401;
  private static final int NOT_FOUND = 404;

  private Known() {}

  static LocalDate contractStart(LocalDate today) {
    return today.minusDays(CONTRACT_DAYS);
  }

  /// Whether the owner can sign in.
  static boolean agency(Rest owner) {
    try {
      owner.get("/v1/users?pageSize=1").require();
      return true;
    } catch (RefusedException e) {
      if (e.answer().status() == UNAUTHENTICATED) {
        return false;
      }
      throw e;
    }
  }

  /// The today by which the agency was loaded.
  static Optional<LocalDate> today(Rest owner, Story story) {
    Answer client = owner.get("/v1/clients/" + story.clients().getFirst().id());
    if (client.status() == NOT_FOUND) {
      return Optional.empty();
    }
    String start = Json.text(client.json().path("contract"), "startDate");
    return start.isEmpty()
        ? Optional.empty()
        : Optional.of(LocalDate.parse(start).plusDays(CONTRACT_DAYS));
  }
}
