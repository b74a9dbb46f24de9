package io.agencysuite.system;

import io.agencysuite.rest.Rest;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/// Which processes a suite has, with their ports and settings. In the order in which they start.
final class Plan {

  private static final String HOST = "127.0.0.1";
  private static final List<String> SERVICES = List.of("metrics", "planning", "crm");

  /// Tests live a minute: what compiles quickly serves them best. A proof runs what people run.
  private static final String FLAGS =
      System.getProperty(
          "suite.flags",
          "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx512m --enable-native-access=ALL-UNNAMED"
              + " --sun-misc-unsafe-memory-access=allow");

  private static final int SECRET_BYTES = 24;
  private static final int OK = 200;

  private final Path data;
  private final Conditions conditions;
  private final List<SuiteProcess> processes = new ArrayList<>();
  private final List<URI> doors = new ArrayList<>();

  private Plan(Path data, Conditions conditions) {
    this.data = data.toAbsolutePath();
    this.conditions = conditions;
  }

  static Plan of(Path data, Suite.Layout layout, Conditions conditions) {
    Plan plan = new Plan(data, conditions);
    plan.prepare();
    switch (layout) {
      case SINGLE -> plan.instance("", List.of());
      case TWINS -> {
        List<String> store = plan.store();
        plan.instance("-1", store);
        plan.instance("-2", store);
      }
    }
    return plan;
  }

  List<SuiteProcess> processes() {
    return processes;
  }

  List<URI> doors() {
    return doors;
  }

  Path operatorToken() {
    return data.resolve("keys").resolve("operator.token");
  }

  private void prepare() {
    try {
      Files.createDirectories(data.resolve("keys"));
      Files.createDirectories(data.resolve("logs"));
      if (!Files.exists(operatorToken())) {
        Files.writeString(operatorToken(), secret());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot prepare the folder " + data, e);
    }
  }

  /// Adds the store's own process and gives the settings by which services reach it.
  private List<String> store() {
    int port = freePort();
    Path credential = data.resolve("keys").resolve("store.credential");
    Path uri = data.resolve("keys").resolve("store.uri");
    try {
      String secret = secret();
      Files.writeString(credential, "agency:" + secret);
      Files.writeString(
          uri,
          "mongodb://agency:%s@%s:%d/?authSource=admin&authMechanism=SCRAM-SHA-256"
              .formatted(secret, HOST, port));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + credential, e);
    }
    List<String> command = java();
    command.addAll(
        List.of(
            "-cp",
            Rooms.root().resolve("system-test/target/lib") + File.separator + "*",
            "io.agencysuite.store.StoreApplication",
            "--dir",
            data.resolve("store").toString(),
            "--host",
            HOST,
            "--port",
            Integer.toString(port),
            "--credential-file",
            credential.toString()));
    add("store", command, port, () -> true);
    return List.of("--agency.store.uri-file=" + uri);
  }

  /// Adds one of each service and a gateway that knows these.
  private void instance(String suffix, List<String> store) {
    Map<String, Integer> ports = new LinkedHashMap<>();
    SERVICES.forEach(service -> ports.put(service, freePort()));
    int door = freePort();
    URI url = url(door);
    for (String service : SERVICES) {
      List<String> command = new ArrayList<>(conditions.service());
      command.addAll(jar(service + "-service"));
      command.add("--spring.grpc.server.address=" + HOST);
      command.add("--spring.grpc.server.port=" + ports.get(service));
      command.add("--agency.identity.key-directory=" + data.resolve("keys"));
      command.add("--agency.link.public-url=" + url);
      ports.forEach((name, port) ->
          command.add("--agency.upstream.address." + name + "=" + HOST + ":" + port));
      command.addAll(
          store.isEmpty() ? List.of("--agency.store.directory=" + data.resolve(service)) : store);
      add(service + suffix, command, ports.getOrDefault(service, 0), () -> true);
    }
    List<String> command = jar("gateway");
    command.add("--server.port=" + door);
    command.add("--agency.identity.key-directory=" + data.resolve("keys"));
    command.add("--gateway.session.operator-token-file=" + operatorToken());
    command.addAll(
        store.isEmpty() ? List.of("--agency.store.directory=" + data.resolve("gateway")) : store);
    command.addAll(conditions.door());
    ports.forEach((name, port) ->
        command.add("--gateway.upstream.address." + name + "=" + HOST + ":" + port));
    doors.add(url);
    add("gateway" + suffix, command, door, () -> isReady(url));
  }

  /// One more gateway like another, at its own address and with a store of its own.
  static SuiteProcess anotherDoor(SuiteProcess door, Path store, List<String> settings) {
    int port = freePort();
    List<String> more = new ArrayList<>(settings);
    more.add("--gateway.public-url=" + url(port));
    return door.like("another-gateway", port, store, more, () -> isReady(url(port)));
  }

  private static URI url(int port) {
    return URI.create("http://" + HOST + ":" + port);
  }

  private static boolean isReady(URI url) {
    return Rest.at(url).get("/healthz").status() == OK;
  }

  private void add(String name, List<String> command, int port, BooleanSupplier ready) {
    Path log = data.resolve("logs").resolve(name + ".log");
    processes.add(new SuiteProcess(name, command, port, log, ready));
  }

  private List<String> jar(String room) {
    Path jar =
        Rooms.jar(room)
            .orElseThrow(() ->
                new IllegalStateException(room + ".jar is not built (expected: mvn package)"));
    List<String> command = java();
    command.add("-jar");
    command.add(jar.toString());
    return command;
  }

  private List<String> java() {
    List<String> command = new ArrayList<>(conditions.prefix());
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(FLAGS.split(" ")));
    return command;
  }

  private static String secret() {
    byte[] random = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("no free port", e);
    }
  }
}
