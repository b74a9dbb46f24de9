package io.agencysuite.crm.lead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agencysuite.crm.lead.Lead.State;
import io.agencysuite.kit.error.FailedPrecondition;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LeadTest {

  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  @Test
  void convertsOnlyToThePersonThatWasNoted() {
    Lead noted = lead().converting("p1", NOW);

    assertThat(noted.state()).isEqualTo(State.NEW);
    assertThat(noted.converting("p1", NOW.plusSeconds(1))).isSameAs(noted);
    assertThat(noted.converted("p1", NOW).state()).isEqualTo(State.CONVERTED);
    assertThatThrownBy(() -> noted.converted("p2", NOW)).isInstanceOf(FailedPrecondition.class);
    assertThatThrownBy(() -> lead().converted("p1", NOW)).isInstanceOf(FailedPrecondition.class);
  }

  @Test
  void isFinalOnceConverted() {
    Lead converted = lead().converting("p1", NOW).converted("p1", NOW);

    assertThat(converted.converted("p1", NOW.plusSeconds(1))).isSameAs(converted);
    assertThatThrownBy(() -> converted.qualified(NOW)).isInstanceOf(FailedPrecondition.class);
    assertThatThrownBy(() -> converted.disqualified("spam", NOW))
        .isInstanceOf(FailedPrecondition.class);
    assertThatThrownBy(() -> converted.converting("p2", NOW))
        .isInstanceOf(FailedPrecondition.class);
  }

  @Test
  void comesBackFromDisqualification() {
    Lead spam = lead().disqualified("spam", NOW);

    assertThatThrownBy(() -> spam.converting("p1", NOW)).isInstanceOf(FailedPrecondition.class);
    assertThat(spam.qualified(NOW).disqualifyReason()).isEmpty();
  }

  private static Lead lead() {
    return LeadMessages.from(
        io.agencysuite.crm.v1.Lead.newBuilder().setFullName("Somebody").build(), NOW);
  }
}
