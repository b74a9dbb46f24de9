package io.agencysuite.kit.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.StringValue;
import com.mongodb.client.MongoDatabase;
import io.agencysuite.kit.identity.Identity;
import io.agencysuite.kit.page.PageRequest;
import io.agencysuite.kit.test.CrashPoints;
import io.agencysuite.kit.time.Ids;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A creation with a `request_id` is tried, dies at any write, and is tried again: there is one
/// document in the end.
class IdempotentCreationCrashTest {

  public record Thing(String text) {}

  private static final Identity CALLER = new Identity(Identity.Kind.USER, "t", "users/1", Map.of());

  @Test
  void leavesExactlyOneDocumentAtEveryCrashPoint() {
    int points =
        CrashPoints.enumerate(
            IdempotentCreationCrashTest::create,
            IdempotentCreationCrashTest::create,
            database ->
                assertThat(
                        Documents.of(database, "things", Thing.class)
                            .list(Key.prefix("t", "c", "thing"), null, PageRequest.of(10, ""))
                            .items())
                    .singleElement()
                    .satisfies(stored -> assertThat(stored.value().text()).isEqualTo("x")));

    assertThat(points).isGreaterThanOrEqualTo(2);
  }

  private static void create(MongoDatabase database) {
    InstantSource clock = InstantSource.system();
    Creations creations = new Creations(new Claims(database, clock));
    String id =
        creations.idFor(CALLER, "Create", "r1", StringValue.of("x"), Ids.secure(clock)::next);
    Documents.of(database, "things", Thing.class)
        .insertOnce(new Key("t", "c", "thing", id), new Thing("x"));
  }
}
