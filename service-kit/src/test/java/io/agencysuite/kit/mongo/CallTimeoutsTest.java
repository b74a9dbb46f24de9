package io.agencysuite.kit.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.mongodb.MongoOperationTimeoutException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import io.agencysuite.kit.grpc.Unary;
import io.agencysuite.kit.identity.Identity;
import io.agencysuite.kit.identity.Role;
import io.agencysuite.kit.page.PageRequest;
import io.agencysuite.kit.test.ServiceUnderTest;
import io.agencysuite.probe.v1.CallRequest;
import io.agencysuite.probe.v1.CallResponse;
import io.agencysuite.probe.v1.ProbeServiceGrpc;
import io.agencysuite.store.EmbeddedStoreSettings;
import io.agencysuite.store.Faults;
import io.grpc.Context;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Calls with a deadline on a store whose disk can be held.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CallTimeoutsTest {

  public record Thing(String text) {}

  private final AtomicReference<CountDownLatch> held = new AtomicReference<>(new CountDownLatch(0));
  private final AtomicReference<CountDownLatch> answered =
      new AtomicReference<>(new CountDownLatch(0));
  private final AtomicReference<CountDownLatch> reached =
      new AtomicReference<>(new CountDownLatch(1));
  private final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor();
  private StoreConnection store;
  private Documents<Thing> things;
  private ServiceUnderTest service;

  @BeforeAll
  void open(@TempDir Path folder) {
    Faults slow =
        new Faults() {
          @Override
          public void beforeSync(long last) {
            reached.get().countDown();
            await(held.get());
          }
        };
    store = StoreConnection.open(EmbeddedStoreSettings.of(folder).withFaults(slow), "timeouts");
    things = Documents.of(store.database(), "things", Thing.class);
    service = ServiceUnderTest.start(new TwoSteps());
  }

  @AfterAll
  void close() {
    service.close();
    store.close();
    timers.shutdownNow();
  }

  @Test
  void endsWritesAndReadsOfASlowStoreAtTheDeadline() throws Exception {
    things.insert(key("a"), new Thing("x"));
    held.set(new CountDownLatch(1));
    reached.set(new CountDownLatch(1));
    // However slow the machine: something is written and not durable while the deadlines run.
    Thread writer = Thread.ofVirtual().start(() -> things.insert(key("held"), new Thing("z")));
    try {
      await(reached.get());
      assertThat(millisUntilTimeout(() -> things.insert(key("b"), new Thing("y"))))
          .isBetween(250L, 2_000L);
      assertThat(millisUntilTimeout(() -> things.get(key("a")))).isLessThan(2_000);
      assertThat(millisUntilTimeout(() -> things.list("t/c/thing/", null, PageRequest.of(9, ""))))
          .isLessThan(2_000);
    } finally {
      held.get().countDown();
    }
    writer.join();

    assertThat(things.get(key("a"))).isPresent();
  }

  @Test
  void beginsNothingAfterTheDeadline() throws Exception {
    Context.CancellableContext call =
        Context.current().withDeadlineAfter(1, TimeUnit.MILLISECONDS, timers);
    CountDownLatch over = new CountDownLatch(1);
    call.addListener(_ -> over.countDown(), Runnable::run);
    await(over);

    MongoOperationTimeoutException refused =
        catchThrowableOfType(
            MongoOperationTimeoutException.class,
            () -> call.call(() -> things.insert(key("late"), new Thing("x"))));

    assertThat(refused).hasMessage("the deadline of the call has passed");
    assertThat(things.get(key("late"))).isEmpty();
  }

  @Test
  void answersDeadlineExceededAndTakesNoSecondStep() {
    Identity sales =
        new Identity(Identity.Kind.USER, "t", "users/1", Map.of("brauhaus", Set.of(Role.SALES)));
    CallRequest request = CallRequest.newBuilder().setName("clients/brauhaus/leads/1").build();
    held.set(new CountDownLatch(1));
    answered.set(new CountDownLatch(1));
    long start = System.nanoTime();
    StatusRuntimeException late;
    try {
      late =
          catchThrowableOfType(
              StatusRuntimeException.class,
              () ->
                  ProbeServiceGrpc.newBlockingStub(service.as(sales))
                      .withDeadlineAfter(1_500, TimeUnit.MILLISECONDS)
                      .callClient(request));
      await(answered.get());
    } finally {
      held.get().countDown();
    }

    assertThat(late.getStatus().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
    assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)).isLessThan(3_000);
    assertThat(things.get(key("second"))).isEmpty();
    assertThat(things.insertOnce(key("first"), new Thing("1")).version()).isEqualTo(1);
  }

  @Test
  void keepsEveryOperationWorkingUnderADeadline() throws Exception {
    Context.CancellableContext call =
        Context.current().withDeadlineAfter(20, TimeUnit.SECONDS, timers);
    MongoCollection<Document> plain = store.database().getCollection("plain");

    call.call(() -> {
      plain.createIndex(Indexes.ascending("n"));
      for (int i = 0; i < 250; i++) {
        plain.insertOne(new Document("_id", i).append("n", i));
      }
      assertThat(plain.find().batchSize(20)).hasSize(250);
      assertThat(plain.countDocuments(new Document("n", 7))).isEqualTo(1);
      assertThat(plain.findOneAndDelete(new Document("n", 7))).isNotNull();
      assertThat(plain.distinct("n", Integer.class)).hasSize(249);
      assertThat(plain.deleteMany(new Document()).getDeletedCount()).isEqualTo(249);
      return null;
    });

    assertThat(plain.withTimeout(5, TimeUnit.SECONDS).countDocuments()).isZero();
  }

  private long millisUntilTimeout(Callable<?> work) {
    long start = System.nanoTime();
    Context.CancellableContext call =
        Context.current().withDeadlineAfter(300, TimeUnit.MILLISECONDS, timers);
    assertThat(catchThrowable(() -> call.call(work)))
        .isInstanceOf(MongoOperationTimeoutException.class);
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
  }

  private static Key key(String id) {
    return new Key("t", "c", "thing", id);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Writes two documents, one after the other.
  private final class TwoSteps extends ProbeServiceGrpc.ProbeServiceImplBase {
    @Override
    public void callClient(CallRequest request, StreamObserver<CallResponse> observer) {
      Unary.reply(
          observer,
          () -> {
            try {
              things.insertOnce(key("first"), new Thing("1"));
              things.insertOnce(key("second"), new Thing("2"));
              return CallResponse.getDefaultInstance();
            } finally {
              answered.get().countDown();
            }
          });
    }
  }
}
