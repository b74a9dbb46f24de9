package io.agencysuite.bench.gateway;

import io.agencysuite.bench.peer.BenchTokens;
import io.agencysuite.bench.peer.GrpcCalls;
import io.agencysuite.bench.process.PeerProcess;
import io.agencysuite.kit.identity.IdentitySettings;
import io.agencysuite.kit.identity.IdentitySigner;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The processes of the contest, started and ready. */
final class Field implements AutoCloseable {
  private static final Duration START_MAX = Duration.ofMinutes(3);
  private static final String PEERS = "io.agencysuite.bench.peer.";

  private static final String UNREACHED = "100000000";

  private static final String SIDES = System.getProperty("bench.sides", "");

  private final Path folder;
  private final Path keys;
  private final IdentitySigner signer;
  private final List<PeerProcess> processes = new ArrayList<>();
  private final List<Side> sides = new ArrayList<>();
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  private Field(Path folder) throws IOException {
    this.folder = folder;
    this.keys = Files.createDirectories(folder.resolve("keys"));
    this.signer =
        new IdentitySigner(
            new IdentitySettings("bench", keys, Duration.ofSeconds(60)), InstantSource.system());
  }

  static Field start(Path folder) throws Exception {
    Field field = new Field(folder);
    try {
      field.startAll();
      return field;
    } catch (Exception e) {
      field.close();
      throw e;
    }
  }

  static List<String> flags() {
    return List.of(System.getProperty("bench.flags", "-Xmx512m").strip().split("\\s+"));
  }

  List<Side> sides() {
    return List.copyOf(sides);
  }

  private void startAll() throws Exception {
    String token = BenchTokens.mint(keys, InstantSource.system().instant(), "users/anna", "bench");
    PeerProcess grpc = peer("service-grpc", "GrpcBackend", "classpath-services", null);
    PeerProcess rest =
        wanted(Side.Name.WEBMVC) || wanted(Side.Name.WEBFLUX)
            ? peer("service-rest", "RestBackend", "classpath-services", null)
            : grpc;
    if (wanted(Side.Name.WEBMVC)) {
      PeerProcess webmvc = peer("webmvc", "WebmvcPeer", "classpath-webmvc", rest);
      sides.add(new Side(Side.Name.WEBMVC, webmvc, rest, token));
    }
    if (wanted(Side.Name.WEBFLUX)) {
      PeerProcess webflux = peer("webflux", "WebfluxPeer", "classpath-webflux", rest);
      sides.add(new Side(Side.Name.WEBFLUX, webflux, rest, token));
    }
    if (wanted(Side.Name.ARMERIA)) {
      PeerProcess armeria = peer("armeria", "ArmeriaPeer", "classpath-webflux", grpc);
      sides.add(new Side(Side.Name.ARMERIA, armeria, grpc, token));
    }
    if (wanted(Side.Name.GATEWAY)) {
      PeerProcess gateway = gateway(grpc);
      sides.add(new Side(Side.Name.GATEWAY, gateway, grpc, signIn(gateway)));
    }
    if (wanted(Side.Name.DIRECT)) {
      sides.add(new Side(Side.Name.DIRECT, null, grpc, ""));
    }
  }

  private static boolean wanted(Side.Name name) {
    return SIDES.isEmpty() || SIDES.contains(name.name());
  }

  private PeerProcess peer(
      String name, String main, String classPath, @Nullable PeerProcess backend)
      throws IOException {
    Path target = Path.of("bench", "target").toAbsolutePath();
    List<String> arguments = new ArrayList<>();
    arguments.add("-Dbench.name=" + name);
    arguments.add("-Dbench.port=%port%");
    arguments.add("-Dbench.keys=" + keys);
    if (backend != null) {
      arguments.add("-Dbench.backend=" + backend.port());
    }
    arguments.add("-cp");
    arguments.add(
        target.resolve("classes") + ":" + Files.readString(target.resolve(classPath)).strip());
    arguments.add(PEERS + main);
    return started(name, arguments);
  }

  private PeerProcess gateway(PeerProcess crm) throws IOException {
    String address = "127.0.0.1:" + crm.port();
    return started(
        "gateway",
        List.of(
            "-jar",
            Path.of("gateway", "target", "gateway.jar").toAbsolutePath().toString(),
            "--server.port=%port%",
            "--agency.identity.key-directory=" + keys,
            "--agency.store.directory=" + folder.resolve("store"),
            // Nobody reaches a limit, but every call is counted, as at the peers.
            "--gateway.rates.people=" + UNREACHED,
            "--gateway.rates.clients=" + UNREACHED,
            "--gateway.upstream.address.crm=" + address,
            "--gateway.upstream.address.planning=" + address,
            "--gateway.upstream.address.metrics=" + address));
  }

  private PeerProcess started(String name, List<String> arguments) throws IOException {
    List<String> flags = new ArrayList<>(flags());
    if (name.equals(System.getProperty("bench.profile"))) {
      flags.add(
          "-XX:StartFlightRecording=settings=profile,dumponexit=true,filename="
              + folder.resolve(name + ".jfr"));
    }
    PeerProcess process = PeerProcess.start(name, folder, flags, arguments);
    processes.add(process);
    return process;
  }

  /** The gateway's own sign-in, asked until it is up. */
  private String signIn(PeerProcess gateway) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(uri(gateway, "/v1/sessions"))
            .timeout(Duration.ofSeconds(10))
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"email\":\"anna@agentur.example\",\"password\":\"bench bench bench\"}"))
            .build();
    HttpResponse<String> answer = await(gateway, request, 201);
    return JsonMapper.shared().readTree(answer.body()).path("accessToken").asString();
  }

  private HttpResponse<String> await(PeerProcess process, HttpRequest request, int status)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + START_MAX.toNanos();
    String last = "no answer";
    while (System.nanoTime() < end) {
      process.requireAlive();
      try {
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() == status) {
          return answer;
        }
        last = answer.statusCode() + " " + answer.body();
      } catch (IOException e) {
        last = e.toString();
      }
      Thread.sleep(200);
    }
    throw new IOException(request.uri() + ": " + last + "\n" + process.tail());
  }

  /** The comparison is worth nothing when the ways answer differently. */
  void requireSameAnswers(Shape shape) throws IOException, InterruptedException {
    JsonNode expected = JsonMapper.shared().readTree(GrpcCalls.json(shape.name()));
    for (Side side : sides) {
      PeerProcess door = side.door();
      if (door != null) {
        HttpRequest.Builder request =
            HttpRequest.newBuilder(uri(door, shape.target()))
                .timeout(Duration.ofSeconds(10))
                .header("Authorization", "Bearer " + side.token());
        if (shape.body().isEmpty()) {
          request.GET();
        } else {
          request
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(shape.body()));
        }
        String body = await(door, request.build(), 200).body();
        if (!JsonMapper.shared().readTree(body).equals(expected)) {
          throw new IllegalStateException(side.name() + " answers " + body);
        }
      }
    }
  }

  Load load(Side side, Shape shape) throws IOException {
    PeerProcess door = side.door();
    if (door != null) {
      door.requireAlive();
      return new HttpLoad(door.port(), shape.request(door.port(), side.token()));
    }
    int port = side.service().port();
    return switch (shape) {
      case GET -> new GrpcLoad<>(port, signer, GrpcCalls.getLead(), GrpcCalls.GET);
      case POST -> new GrpcLoad<>(port, signer, GrpcCalls.createLead(), GrpcCalls.CREATE);
      case LIST -> new GrpcLoad<>(port, signer, GrpcCalls.listLeads(), GrpcCalls.LIST);
    };
  }

  private static URI uri(PeerProcess process, String target) {
    return URI.create("http://127.0.0.1:" + process.port() + target);
  }

  @Override
  public void close() throws IOException {
    client.close();
    for (PeerProcess process : processes.reversed()) {
      process.close();
    }
  }
}
