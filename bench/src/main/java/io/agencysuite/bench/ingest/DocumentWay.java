package io.agencysuite.bench.ingest;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import io.agencysuite.bench.process.PeerProcess;
import io.agencysuite.metrics.v1.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.bson.Document;

/** One document per event, `insertMany` into the same embedded store as a process of its own. */
final class DocumentWay implements IngestWay {
  private final PeerProcess store;
  private final Path directory;
  private final MongoClient client;
  private final MongoCollection<Document> events;

  private DocumentWay(PeerProcess store, Path directory, MongoClient client) {
    this.store = store;
    this.directory = directory;
    this.client = client;
    this.events = client.getDatabase("bench").getCollection("events");
  }

  static DocumentWay start(Path folder, List<String> flags) throws IOException {
    Path directory = folder.resolve("documents");
    Path credential =
        Files.writeString(folder.resolve("credential"), "bench:bench-secret-of-loopback\n");
    Path target = Path.of("bench", "target").toAbsolutePath();
    PeerProcess store =
        PeerProcess.start(
            "documents",
            folder,
            flags,
            List.of(
                "-cp",
                target.resolve("classes")
                    + ":"
                    + Files.readString(target.resolve("classpath")).strip(),
                "io.agencysuite.store.StoreApplication",
                "--dir",
                directory.toString(),
                "--host",
                "127.0.0.1",
                "--port",
                "%port%",
                "--credential-file",
                credential.toString()));
    MongoClient client =
        MongoClients.create(
            "mongodb://bench:bench-secret-of-loopback@127.0.0.1:"
                + store.port()
                + "/?authSource=admin&authMechanism=SCRAM-SHA-256&w=majority&journal=true");
    return new DocumentWay(store, directory, client);
  }

  @Override
  public String name() {
    return "one document per event, insertMany";
  }

  @Override
  public String durability() {
    return "fsync; unique by _id";
  }

  @Override
  public void write(LongFunction<List<Event>> batches) {
    for (long number = 0; ; number++) {
      List<Event> batch = batches.apply(number);
      if (batch.isEmpty()) {
        return;
      }
      events.insertMany(batch.stream().map(DocumentWay::document).toList());
    }
  }

  private static Document document(Event event) {
    return new Document("_id", event.getEventId())
        .append("time", Date.from(Instant.ofEpochSecond(event.getOccurTime().getSeconds())))
        .append("type", event.getType().name())
        .append("visitor", event.getVisitorId())
        .append("consent", true)
        .append("session", event.getSessionId())
        .append("channel", event.getChannel())
        .append("campaign", event.getCampaign())
        .append("post", event.getPost())
        .append("url", event.getUrl())
        .append("referrer", event.getReferrer());
  }

  @Override
  public long counted() {
    return events.countDocuments();
  }

  @Override
  public Duration cpu() {
    return store.cpu();
  }

  @Override
  public long residentBytes() throws IOException {
    return IngestWay.resident(Stream.of(store.pid()));
  }

  @Override
  public Path directory() {
    return directory;
  }

  @Override
  public void close() throws IOException {
    client.close();
    store.close();
  }
}
