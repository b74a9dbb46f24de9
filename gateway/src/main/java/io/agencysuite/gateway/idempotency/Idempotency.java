package io.agencysuite.gateway.idempotency;

import com.google.rpc.ErrorInfo;
import io.agencysuite.gateway.error.DoorException;
import io.agencysuite.gateway.error.DoorReason;
import io.agencysuite.gateway.error.Problems;
import io.agencysuite.gateway.error.ServiceWord;
import io.agencysuite.gateway.upstream.Answer;
import io.agencysuite.gateway.upstream.Exchange;
import io.agencysuite.gateway.upstream.Manner;
import io.agencysuite.kit.identity.Identity;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.time.Duration;

/// One effect and one answer for all tries of a POST with an `Idempotency-Key`
/// (draft-ietf-httpapi-idempotency-key-header). Definite answers are kept and given again. A try
/// without one leaves the key open: the next try is sent to the service with the same request id,
/// by which the service knows its own effect.
final class Idempotency implements Manner {
  /// What is left of a lease beyond the call's deadline, for writing the answer down.
  private static final Duration SLACK = Duration.ofSeconds(5);

  private final IdempotencyStore store;
  private final IdempotencySettings settings;

  Idempotency(IdempotencyStore store, IdempotencySettings settings) {
    this.store = store;
    this.settings = settings;
  }

  @Override
  public Answer apply(Exchange exchange, Next next) throws IOException {
    String key = applies(exchange) ? KeyedCall.key(exchange.request()) : null;
    if (key == null) {
      return next.proceed();
    }
    // What cannot be read is refused before it takes the key.
    exchange.message();
    KeyedCall call = KeyedCall.of(exchange, key);
    return switch (store.take(call, exchange.deadline().plus(SLACK))) {
      case Turn.Mine mine -> carryOut(exchange, next, call, mine);
      case Turn.Answered(KeptAnswer answer) -> answer.again();
      case Turn.Running(Duration left) -> throw inUse(left);
      case Turn.Taken() -> throw DoorException.of(DoorReason.IDEMPOTENCY_KEY_REUSED);
    };
  }

  /// Anonymous callers cannot be told apart, so nobody's answer is kept for them.
  private boolean applies(Exchange exchange) {
    return exchange.request().getMethod().equals("POST")
        && exchange.caller().kind() != Identity.Kind.ANONYMOUS
        && !exchange.rpc().isServerStreaming()
        && !settings.except().contains(exchange.rpc().getFullName());
  }

  private Answer carryOut(Exchange exchange, Next next, KeyedCall call, Turn.Mine mine)
      throws IOException {
    Answer.Whole answer;
    try {
      call.mark(exchange, mine.firstSeen());
      answer = whole(next.proceed());
    } catch (StatusRuntimeException e) {
      if (!isDefinite(e)) {
        store.open(call, mine.token());
        throw e;
      }
      Problems.Rendered problem = Problems.render(exchange.request(), e);
      answer = new Answer.Whole(problem.status(), problem.headers(), problem.body(), null);
    } catch (RuntimeException | IOException e) {
      store.open(call, mine.token());
      throw e;
    }
    if (store.keep(call, mine.token(), KeptAnswer.of(answer))) {
      return answer;
    }
    // A later try holds the key, and its answer will be the one.
    throw inUse(Duration.ofSeconds(1));
  }

  private static Answer.Whole whole(Answer answer) {
    return switch (answer) {
      case Answer.Whole whole -> whole;
      case Answer.Streamed _ -> throw new IllegalStateException("a unary call answered a stream");
    };
  }

  /// True if a new try could only hear the same. What says nothing about the effect, or would be
  /// otherwise in a moment, is not kept.
  private static boolean isDefinite(StatusRuntimeException e) {
    return switch (e.getStatus().getCode()) {
      case INVALID_ARGUMENT,
          NOT_FOUND,
          ALREADY_EXISTS,
          FAILED_PRECONDITION,
          ABORTED,
          OUT_OF_RANGE ->
          true;
      // With a reason it is the service's own word, without one that of a broken connection.
      case INTERNAL, UNKNOWN, DATA_LOSS ->
          !ServiceWord.of(e).equals(ErrorInfo.getDefaultInstance());
      default -> false;
    };
  }

  private static DoorException inUse(Duration left) {
    String seconds = Long.toString(Math.clamp(left.toSeconds(), 1, 5));
    return DoorException.of(DoorReason.IDEMPOTENCY_KEY_IN_USE, seconds)
        .with("Retry-After", seconds);
  }
}
