package io.agencysuite.bench.ingest;

import io.agencysuite.bench.process.PeerProcess;
import io.agencysuite.metrics.v1.Event;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** The metrics service by REST: batches in JSON through the gateway, a request at a time. */
final class RestWay implements IngestWay {
  private static final String UNREACHED = "100000000";
  private static final Duration START_MAX = Duration.ofMinutes(3);

  private final MetricsWay metrics;
  private final PeerProcess users;
  private final PeerProcess gateway;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();
  private final String token;

  private RestWay(MetricsWay metrics, PeerProcess users, PeerProcess gateway) throws Exception {
    this.metrics = metrics;
    this.users = users;
    this.gateway = gateway;
    this.token = signIn();
  }

  static RestWay start(Path folder, List<String> flags) throws Exception {
    MetricsWay metrics = MetricsWay.start(folder, flags);
    Path keys = folder.resolve("keys");
    Path target = Path.of("bench", "target").toAbsolutePath();
    String services = Files.readString(target.resolve("classpath-services")).strip();
    PeerProcess users =
        PeerProcess.start(
            "users",
            folder,
            flags,
            List.of(
                "-Dbench.name=users",
                "-Dbench.port=%port%",
                "-Dbench.keys=" + keys,
                "-cp",
                target.resolve("classes") + ":" + services,
                "io.agencysuite.bench.peer.GrpcBackend"));
    PeerProcess gateway =
        PeerProcess.start(
            "gateway",
            folder,
            flags,
            List.of(
                "-jar",
                Path.of("gateway", "target", "gateway.jar").toAbsolutePath().toString(),
                "--server.port=%port%",
                "--agency.identity.key-directory=" + keys,
                "--agency.store.directory=" + folder.resolve("gateway-store"),
                "--gateway.rates.people=" + UNREACHED,
                "--gateway.rates.clients=" + UNREACHED,
                "--gateway.upstream.address.crm=127.0.0.1:" + users.port(),
                "--gateway.upstream.address.planning=127.0.0.1:" + users.port(),
                "--gateway.upstream.address.metrics=127.0.0.1:" + metrics.port()));
    return new RestWay(metrics, users, gateway);
  }

  private String signIn() throws IOException, InterruptedException {
    HttpRequest request =
        post(
                "/v1/sessions",
                "{\"email\":\"anna@agentur.example\",\"password\":\"bench bench bench\"}")
            .build();
    long end = System.nanoTime() + START_MAX.toNanos();
    String last = "no answer";
    while (System.nanoTime() < end) {
      gateway.requireAlive();
      try {
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() == 201) {
          return JsonMapper.shared().readTree(answer.body()).path("accessToken").asString();
        }
        last = answer.statusCode() + " " + answer.body();
      } catch (IOException e) {
        last = e.toString();
      }
      Thread.sleep(500);
    }
    throw new IOException("no session: " + last + "\n" + gateway.tail());
  }

  private HttpRequest.Builder post(String path, String body) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + path))
        .timeout(Duration.ofSeconds(30))
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body));
  }

  @Override
  public String name() {
    return "metrics-service, REST batches through the gateway";
  }

  @Override
  public String durability() {
    return metrics.durability();
  }

  @Override
  public void write(LongFunction<List<Event>> batches) throws Exception {
    for (long number = 0; ; number++) {
      List<Event> batch = batches.apply(number);
      if (batch.isEmpty()) {
        return;
      }
      HttpRequest request =
          post("/v1/" + MetricsWay.CLIENT + "/events:ingest", json(batch))
              .header("Authorization", "Bearer " + token)
              .build();
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IOException(answer.statusCode() + " " + answer.body());
      }
    }
  }

  private static String json(List<Event> batch) {
    List<String> events = new ArrayList<>(batch.size());
    for (Event event : batch) {
      events.add(
          """
          {"eventId":"%s","occurTime":"%s","type":"%s","visitorId":"%s","consent":"GRANTED",\
          "sessionId":"%s","channel":"%s","campaign":"%s","post":"%s","url":"%s","referrer":"%s"}\
          """
              .formatted(
                  event.getEventId(),
                  Instant.ofEpochSecond(event.getOccurTime().getSeconds()),
                  event.getType(),
                  event.getVisitorId(),
                  event.getSessionId(),
                  event.getChannel(),
                  event.getCampaign(),
                  event.getPost(),
                  event.getUrl(),
                  event.getReferrer()));
    }
    return "{\"events\":[" + String.join(",", events) + "]}";
  }

  @Override
  public long counted() {
    return metrics.counted();
  }

  @Override
  public Duration cpu() {
    return metrics.cpu().plus(gateway.cpu());
  }

  @Override
  public long residentBytes() throws IOException {
    return metrics.residentBytes() + IngestWay.resident(Stream.of(gateway.pid()));
  }

  @Override
  public Path directory() {
    return metrics.directory();
  }

  @Override
  public void close() throws IOException {
    client.close();
    gateway.close();
    users.close();
    metrics.close();
  }
}
