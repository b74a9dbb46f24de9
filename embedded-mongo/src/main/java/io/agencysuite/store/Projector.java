package io.agencysuite.store;

import de.bwaldvogel.mongo.bson.Document;
import org.jspecify.annotations.Nullable;

/** Applies a projection, or passes stored bytes through when there is none. */
final class Projector {

  private final @Nullable Document projection;

  Projector(@Nullable Document projection) {
    this.projection = projection == null || projection.isEmpty() ? null : projection;
  }

  RawDocument project(Match match) {
    Document fields = projection;
    return fields == null
        ? new RawDocument(match.stored())
        : new RawDocument(Bson.encode(DocumentEngine.on(match.document()).project(fields)));
  }
}
