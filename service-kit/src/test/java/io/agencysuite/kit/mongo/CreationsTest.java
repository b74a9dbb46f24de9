package io.agencysuite.kit.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.StringValue;
import io.agencysuite.kit.error.AlreadyExists;
import io.agencysuite.kit.identity.Identity;
import io.agencysuite.kit.test.StoreExtension;
import io.agencysuite.kit.time.Ids;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CreationsTest {

  @RegisterExtension static final StoreExtension STORE = new StoreExtension();

  private final Ids ids = Ids.secure(InstantSource.system());
  private final Claims claims = new Claims(STORE.database(), InstantSource.system());
  private final Creations creations = new Creations(claims);

  private static Identity user(String tenant, String id) {
    return new Identity(Identity.Kind.USER, tenant, "users/" + id, Map.of());
  }

  private String create(Identity caller, String requestId, String payload) {
    return creations.idFor(caller, "Create", requestId, StringValue.of(payload), ids::next);
  }

  @Test
  void givesTwoTriesOneId() {
    String first = create(user("t", "1"), "r1", "a");

    assertThat(create(user("t", "1"), "r1", "a")).isEqualTo(first);
  }

  @Test
  void refusesOtherPayload() {
    create(user("t", "1"), "r2", "a");

    assertThatThrownBy(() -> create(user("t", "1"), "r2", "b"))
        .isInstanceOf(AlreadyExists.class)
        .hasMessageContaining("r2");
  }

  @Test
  void keepsCallersAndTenantsApart() {
    String first = create(user("t", "1"), "r3", "a");

    assertThat(create(user("t", "2"), "r3", "a")).isNotEqualTo(first);
    assertThat(create(user("u", "1"), "r3", "a")).isNotEqualTo(first);
  }

  @Test
  void makesNewIdWithoutRequestId() {
    assertThat(create(user("t", "1"), "", "a")).isNotEqualTo(create(user("t", "1"), "", "a"));
  }

  @Test
  void tellsOwnerOfClaimedValue() {
    Key value = Key.ofTenant("t", "claim", "email:x");

    assertThat(claims.claim(value, "one", "", null).mine()).isTrue();
    assertThat(claims.claim(value, "two", "", null)).isEqualTo(new Claims.Claim("one", "", false));
    claims.release(value, "two");
    assertThat(claims.find(value)).isPresent();
    claims.release(value, "one");
    assertThat(claims.find(value)).isEmpty();
  }
}
