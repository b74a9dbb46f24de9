package io.agencysuite.kit.mongo;

import io.agencysuite.kit.grpc.CurrentCall;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;

/// Which calls had their effect on a document already. A call is known by the hash of the id that
/// all its tries carry; it is noted in the same write as the effect. A document remembers the last
/// ones.
final class Effects {

  static final String FIELD = "effects";

  /// How many calls a document remembers.
  static final int MOST = 32;

  private static final int BYTES = 16;

  private Effects() {}

  /// The mark of the call on this thread; empty when its tries have nothing in common.
  static String current() {
    String id = CurrentCall.requestId();
    return id.isEmpty() ? "" : mark(CurrentCall.identity().subject() + '\n' + id);
  }

  static boolean contains(BsonDocument document, String mark) {
    return !mark.isEmpty() && known(document).contains(new BsonString(mark));
  }

  /// The marks of the document with one more.
  static BsonArray with(BsonDocument document, String mark) {
    List<BsonValue> known = known(document);
    BsonArray next =
        new BsonArray(known.subList(Math.max(0, known.size() + 1 - MOST), known.size()));
    next.add(new BsonString(mark));
    return next;
  }

  /// Marks a document that is about to be stored.
  static BsonDocument mark(BsonDocument fresh, String mark) {
    return mark.isEmpty() ? fresh : fresh.append(FIELD, with(fresh, mark));
  }

  private static List<BsonValue> known(BsonDocument document) {
    return document.getArray(FIELD, new BsonArray());
  }

  private static String mark(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
