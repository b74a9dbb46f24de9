package io.agencysuite.bench.ingest;

import io.agencysuite.metrics.v1.Event;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Batched inserts with a unique event id into Debian's PostgreSQL, `synchronous_commit=on`. */
final class PostgresWay implements IngestWay {
  private static final String TABLE =
      """
      create table event (
        event_id text primary key, occur_time timestamptz not null, type text not null,
        visitor_id text, consent boolean not null, session_id text, channel text, campaign text,
        post text, url text, referrer text)
      """;
  private static final String INSERT =
      "insert into event values (?,?,?,?,?,?,?,?,?,?,?) on conflict do nothing";

  private final Process server;
  private final Path directory;
  private final String url;

  private PostgresWay(Process server, Path directory, String url) {
    this.server = server;
    this.directory = directory;
    this.url = url;
  }

  /** The newest server's programs; null where none is installed. */
  static @Nullable Path programs() throws IOException {
    Path all = Path.of("/usr/lib/postgresql");
    if (!Files.isDirectory(all)) {
      return null;
    }
    try (Stream<Path> versions = Files.list(all)) {
      return versions
          .map(version -> version.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
          .max(Path::compareTo)
          .orElse(null);
    }
  }

  static PostgresWay start(Path programs, Path parent) throws Exception {
    Path folder = Files.createTempDirectory(parent, "postgres");
    Path data = folder.resolve("data");
    run("chown", "postgres", folder.toString());
    run(as(programs.resolve("initdb"), "-D", data.toString(), "-A", "trust", "-U", "postgres"));
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Process server =
        new ProcessBuilder(
                as(
                    programs.resolve("postgres"),
                    "-D",
                    data.toString(),
                    "-p",
                    Integer.toString(port),
                    "-k",
                    folder.toString(),
                    "-c",
                    "listen_addresses=127.0.0.1",
                    "-c",
                    "synchronous_commit=on",
                    "-c",
                    "max_wal_size=4GB"))
            .redirectErrorStream(true)
            .redirectOutput(new File(parent.resolve("postgres.log").toString()))
            .start();
    PostgresWay way =
        new PostgresWay(
            server,
            data,
            "jdbc:postgresql://127.0.0.1:"
                + port
                + "/postgres?user=postgres"
                + "&reWriteBatchedInserts=true");
    way.createTable();
    return way;
  }

  /** PostgreSQL does not run as root. */
  private static List<String> as(Path program, String... arguments) {
    List<String> command =
        new ArrayList<>(List.of("setpriv", "--reuid", "postgres", "--regid", "postgres"));
    command.addAll(List.of("--clear-groups", program.toString()));
    command.addAll(List.of(arguments));
    return command;
  }

  private static void run(String... command) throws IOException, InterruptedException {
    run(List.of(command));
  }

  private static void run(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
      throw new IOException(String.join(" ", command) + ": failed");
    }
  }

  private void createTable() throws InterruptedException, SQLException {
    for (int attempt = 0; ; attempt++) {
      try (Connection connection = DriverManager.getConnection(url);
          Statement statement = connection.createStatement()) {
        statement.execute(TABLE);
        return;
      } catch (SQLException e) {
        if (attempt == 60) {
          throw e;
        }
        Thread.sleep(250);
      }
    }
  }

  @Override
  public String name() {
    return "PostgreSQL, batched inserts";
  }

  @Override
  public String durability() {
    return "fsync of the log; unique by primary key";
  }

  @Override
  public void write(LongFunction<List<Event>> batches) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        PreparedStatement insert = connection.prepareStatement(INSERT)) {
      connection.setAutoCommit(false);
      for (long number = 0; ; number++) {
        List<Event> batch = batches.apply(number);
        if (batch.isEmpty()) {
          return;
        }
        for (Event event : batch) {
          bind(insert, event);
          insert.addBatch();
        }
        insert.executeBatch();
        connection.commit();
      }
    }
  }

  private static void bind(PreparedStatement insert, Event event) throws SQLException {
    insert.setString(1, event.getEventId());
    insert.setTimestamp(
        2, Timestamp.from(Instant.ofEpochSecond(event.getOccurTime().getSeconds())));
    insert.setString(3, event.getType().name());
    insert.setString(4, event.getVisitorId());
    insert.setBoolean(5, true);
    insert.setString(6, event.getSessionId());
    insert.setString(7, event.getChannel());
    insert.setString(8, event.getCampaign());
    insert.setString(9, event.getPost());
    insert.setString(10, event.getUrl());
    insert.setString(11, event.getReferrer());
  }

  @Override
  public long counted() throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select count(*) from event")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  @Override
  public Duration cpu() {
    return all()
        .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
        .reduce(Duration.ZERO, Duration::plus);
  }

  @Override
  public long residentBytes() throws IOException {
    return IngestWay.resident(all().map(ProcessHandle::pid));
  }

  private Stream<ProcessHandle> all() {
    return Stream.concat(Stream.of(server.toHandle()), server.descendants());
  }

  @Override
  public Path directory() {
    return directory;
  }

  @Override
  public void close() {
    server.destroy();
    try {
      if (!server.waitFor(20, TimeUnit.SECONDS)) {
        server.destroyForcibly();
      }
    } catch (InterruptedException e) {
      server.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
