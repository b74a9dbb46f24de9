package io.agencysuite.kit.mongo;

import com.mongodb.MongoOperationTimeoutException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.grpc.Context;
import io.grpc.Deadline;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Gives every operation on a collection the time that the call on this thread has left, and lets a
/// call whose deadline has passed begin none. Threads without a call, such as workers, keep the
/// timeouts of the connection.
final class CallTimeouts {

  private CallTimeouts() {}

  /// The database, whose collections know the deadline of the call.
  static MongoDatabase over(MongoDatabase database) {
    return proxy(
        MongoDatabase.class,
        (_, method, arguments) -> {
          Object answer = invoke(database, method, arguments);
          return answer instanceof MongoCollection<?> collection ? bound(collection) : answer;
        });
  }

  private static MongoCollection<?> bound(MongoCollection<?> collection) {
    return proxy(
        MongoCollection.class,
        (_, method, arguments) -> {
          if (!method.getName().startsWith("with")) {
            return invoke(timed(collection), method, arguments);
          }
          MongoCollection<?> other = (MongoCollection<?>) invoke(collection, method, arguments);
          // A timeout that was asked for counts, not that of the call.
          return method.getName().equals("withTimeout") ? other : bound(other);
        });
  }

  private static MongoCollection<?> timed(MongoCollection<?> collection) {
    Deadline deadline = Context.current().getDeadline();
    if (deadline == null) {
      return collection;
    }
    long left = deadline.timeRemaining(TimeUnit.MILLISECONDS);
    if (left <= 0) {
      throw new MongoOperationTimeoutException("the deadline of the call has passed");
    }
    return collection.withTimeout(left, TimeUnit.MILLISECONDS);
  }

  private static Object invoke(Object target, Method method, Object @Nullable [] arguments)
      throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
