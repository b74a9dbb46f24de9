package io.agencysuite.store;

import de.bwaldvogel.mongo.bson.Document;
import org.jspecify.annotations.Nullable;

/** A document a scan found; decoded only when somebody has to look inside. */
final class Match {

  private final byte[] key;
  private final byte[] stored;
  private @Nullable Document document;

  Match(byte[] key, byte[] stored) {
    this.key = key;
    this.stored = stored;
  }

  byte[] key() {
    return key;
  }

  byte[] stored() {
    return stored;
  }

  Document document() {
    Document decoded = document;
    if (decoded == null) {
      decoded = Bson.decode(stored);
      document = decoded;
    }
    return decoded;
  }
}
