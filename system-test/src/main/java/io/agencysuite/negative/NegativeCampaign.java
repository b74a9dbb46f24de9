package io.agencysuite.negative;

import io.agencysuite.rest.Answer;
import io.agencysuite.rest.Json;
import io.agencysuite.system.Agency;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;

/// Sends requests that are wrong on purpose to every operation of the document and looks at the
/// answers: none may be 5xx, none may hang, every failure is a problem document.
public final class NegativeCampaign {
  private static final Duration LONGEST = Duration.ofSeconds(20);
  private static final int LANES = 4;
  private static final int FINDINGS_SHOWN = 50;
  private static final String CLIENT = "wrong";

  private final Agency agency;
  private final JsonNode document;
  private final List<Operation> operations;
  private final Known known = new Known();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(LONGEST).build();
  private final Map<Integer, AtomicLong> statuses = new ConcurrentSkipListMap<>();
  private final Map<String, AtomicLong> faults = new ConcurrentSkipListMap<>();
  private final Map<String, AtomicLong> reached = new ConcurrentSkipListMap<>();
  private final List<String> findings = new CopyOnWriteArrayList<>();

  /// What a campaign found.
  ///
  /// @param statuses answers by status
  /// @param faults requests by kind of fault
  /// @param operations requests by operation
  /// @param findings what is wrong with an answer, at most 50
  public record Result(
      Map<Integer, Long> statuses,
      Map<String, Long> faults,
      Map<String, Long> operations,
      List<String> findings) {}

  public NegativeCampaign(Agency agency) {
    this.agency = agency;
    this.document = agency.anonymous().get("/openapi.json").json();
    this.operations = Operation.of(document).stream().filter(NegativeCampaign::isSafe).toList();
    stock();
  }

  /// A stream that is asked rightly by chance would not end.
  private static boolean isSafe(Operation operation) {
    return !operation.path().startsWith("/v1/sessions/current")
        && !operation.path().equals("/t")
        && !operation.path().endsWith(":watchToday");
  }

  private void stock() {
    agency.client(CLIENT);
    known.add("clients/" + CLIENT);
    agency.channel(CLIENT, "instagram", "instagram");
    var owner = agency.owner();
    String client = "/v1/clients/" + CLIENT;
    owner.post(client + "/people", Json.object("fullName", "Renate Hansen")).require();
    owner
        .post(client + "/leads", Json.object("fullName", "Jan Petersen", "channel", "instagram"))
        .status();
    owner.post("/v1/team", Json.object("displayName", "Mia")).status();
    agency.user("victim", "PLANNER", "clients/" + CLIENT);
    for (Operation operation : operations) {
      String path = operation.path().replace("{client}", CLIENT);
      if (operation.method().equals("GET") && !path.contains("{")) {
        Answer answer = owner.get(path);
        if (answer.succeeded() && answer.header("Content-Type").startsWith("application/json")) {
          known.harvest(answer.json());
        }
      }
    }
    // Ending the campaign's own sessions would only show the door from outside.
    known.forget(Json.text(owner.get("/v1/sessions/current").json().path("user"), "name"));
  }

  /// Sends that many requests; the same seed makes the same requests.
  public Result run(long seed, int requests) {
    List<Thread> lanes = new ArrayList<>();
    for (int lane = 0; lane < LANES; lane++) {
      int first = lane;
      lanes.add(Thread.ofVirtual().start(() -> lane(seed, first, requests)));
    }
    lanes.forEach(NegativeCampaign::join);
    return new Result(
        counts(statuses),
        counts(faults),
        counts(reached),
        findings.subList(0, Math.min(findings.size(), FINDINGS_SHOWN)));
  }

  private void lane(long seed, int first, int requests) {
    for (int i = first; i < requests; i += LANES) {
      // A generator of its own for each request, so that one can be sent again alone.
      SplittableRandom random = new SplittableRandom(seed + i * 0x9E3779B97F4A7C15L);
      Operation operation = operations.get(i % operations.size());
      BadRequest request =
          new Faults(random, new Sample(document, known, random), known).next(operation);
      count(faults, request.fault());
      count(reached, operation.toString());
      send(i, request);
    }
  }

  private void send(int number, BadRequest request) {
    try {
      Answer answer = patiently(request);
      count(statuses, answer.status());
      for (String wrong : Verdict.on(request, answer)) {
        findings.add("#" + number + " " + wrong + "\n  " + request + "\n  " + answer.body());
      }
    } catch (IOException e) {
      findings.add("#" + number + " " + e + "\n  " + request);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// A refusal before the body was read closes the connection, and the reset may overtake the
  /// answer; on a new connection it has to arrive.
  private Answer patiently(BadRequest request) throws IOException, InterruptedException {
    try {
      return answer(request);
    } catch (HttpTimeoutException e) {
      throw e;
    } catch (IOException e) {
      return answer(request);
    }
  }

  private Answer answer(BadRequest request) throws IOException, InterruptedException {
    URI root = agency.anonymous().root();
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(target(root, request.target()))
            .timeout(LONGEST)
            .method(
                request.method(),
                request.body().isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(request.body()));
    if (!request.headers().containsKey("Authorization")) {
      builder.header("Authorization", agency.owner().authorization());
    }
    request.headers().forEach((name, value) -> header(builder, name, value));
    HttpResponse<String> response =
        http.send(builder.build(), HttpResponse.BodyHandlers.ofString());
    return new Answer(
        request.toString(), response.statusCode(), response.headers(), response.body());
  }

  /// What this client refuses to send stays away; the door's own tests send raw bytes.
  private static void header(HttpRequest.Builder builder, String name, String value) {
    try {
      builder.header(name, value);
    } catch (IllegalArgumentException e) {
      builder.header("X-Unsendable", name);
    }
  }

  private static URI target(URI root, String target) {
    try {
      return URI.create(root + target);
    } catch (IllegalArgumentException e) {
      return URI.create(root + target.replaceAll("[^A-Za-z0-9/:?&=._~-]", "%7F"));
    }
  }

  private static void join(Thread lane) {
    try {
      lane.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static <K> void count(Map<K, AtomicLong> counts, K key) {
    counts.computeIfAbsent(key, _ -> new AtomicLong()).incrementAndGet();
  }

  private static <K extends Comparable<K>> Map<K, Long> counts(Map<K, AtomicLong> counts) {
    Map<K, Long> result = new TreeMap<>();
    counts.forEach((key, count) -> result.put(key, count.get()));
    return result;
  }
}
