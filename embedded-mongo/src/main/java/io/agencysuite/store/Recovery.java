package io.agencysuite.store;

import de.bwaldvogel.mongo.bson.Document;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Brings the pages up to the end of the log at start. */
final class Recovery {

  private final Pages pages;
  private final Catalog catalog;
  private final int commitBytes;

  Recovery(Pages pages, Catalog catalog, int commitBytes) {
    this.pages = pages;
    this.catalog = catalog;
    this.commitBytes = commitBytes;
  }

  /** Returns the position of the last record there is. */
  long replay(Path directory) throws IOException {
    return LogReader.replay(directory, pages.position(), this::apply);
  }

  private void apply(long position, LogRecord logRecord) {
    switch (logRecord.kind()) {
      case PUT -> {
        Document document = Bson.decode(logRecord.payload());
        byte[] key = KeyEncoder.encode(document.get("_id"));
        catalog.get(logRecord.collection()).applyPut(key, document, logRecord.payload());
      }
      case DELETE -> catalog.get(logRecord.collection()).applyDelete(logRecord.payload());
      case DEFINE -> catalog.apply(CollectionDefinition.of(logRecord.payload()));
      case DROP -> catalog.drop(catalog.get(logRecord.collection()));
    }
    if (pages.dirtyBytes() > commitBytes) {
      commit(position);
    }
  }

  private void commit(long position) {
    if (!pages.hasRoomForCommit()) {
      throw new StoreStartException(
          "The disk has too little room to recover the store: at least "
              + ((pages.bytesForCommit() >> 20) + 1)
              + " MB must be free beside "
              + pages.file()
              + ".");
    }
    pages.commit(position);
    pages.sync();
  }

  /** Makes the pages hold everything, removes the log, and returns the next free sequence. */
  long retireLog(Path directory, long position) throws IOException {
    List<Path> files = LogSegment.list(directory);
    if (position > pages.position() || !files.isEmpty()) {
      commit(position);
    }
    for (Path file : files) {
      Files.delete(file);
    }
    LogSegment.syncDirectory(directory);
    return files.isEmpty() ? 1 : LogSegment.sequenceOf(files.getLast()) + 1;
  }
}
