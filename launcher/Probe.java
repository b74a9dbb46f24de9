import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Answers the launcher's small questions, because a machine may lack curl, ss and nc.
///
///     free PORT                   exits 0 if the port can be listened on
///     pick PORT...                prints each port, or a free one in place of a taken one
///     await URL SECONDS PID...    exits 0 when URL answers 200, 3 with the pid of a process that
///                                 ended before, 4 when the time is over
///     onboard URL TOKEN_FILE      prints the token of a set-up link, nothing when there is an
///                                 agency already
public final class Probe {

  private static final int STEP_MILLIS = 100;
  private static final int PATIENCE_MILLIS = 2_000;
  private static final int OK = 200;

  private Probe() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    List<String> rest = Arrays.asList(arguments).subList(1, arguments.length);
    switch (arguments[0]) {
      case "free" -> System.exit(isFree(Integer.parseInt(rest.getFirst())) ? 0 : 1);
      case "pick" -> System.out.println(String.join(" ", pick(rest)));
      case "await" -> System.exit(await(rest));
      case "onboard" -> System.out.println(onboard(rest));
      default ->
          throw new IllegalArgumentException(
              arguments[0] + " (expected: free, pick, await, onboard)");
    }
  }

  private static String onboard(List<String> arguments) throws IOException {
    HttpURLConnection call =
        (HttpURLConnection)
            URI.create(arguments.getFirst() + "/v1/tenants:issueOnboardingLink").toURL()
                .openConnection();
    call.setConnectTimeout(PATIENCE_MILLIS);
    call.setReadTimeout(10 * PATIENCE_MILLIS);
    call.setRequestMethod("POST");
    call.setDoOutput(true);
    call.setRequestProperty(
        "Authorization", "Bearer " + Files.readString(Path.of(arguments.get(1))).strip());
    call.setRequestProperty("Content-Type", "application/json");
    call.getOutputStream().write('{');
    call.getOutputStream().write('}');
    if (call.getResponseCode() != OK) {
      return "";
    }
    String answer = new String(call.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Matcher token = Pattern.compile("\"token\":\\s*\"([^\"]+)\"").matcher(answer);
    return token.find() ? token.group(1) : "";
  }

  private static boolean isFree(int port) {
    for (String host : List.of("127.0.0.1", "0.0.0.0")) {
      try (ServerSocket socket = new ServerSocket()) {
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(host, port));
      } catch (IOException e) {
        return false;
      }
    }
    return true;
  }

  private static List<String> pick(List<String> wishes) throws IOException {
    List<ServerSocket> held = new ArrayList<>();
    List<String> ports = new ArrayList<>();
    for (String wish : wishes) {
      int port = Integer.parseInt(wish);
      if (port <= 65_535 && isFree(port)) {
        ports.add(wish);
        continue;
      }
      ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
      held.add(socket);
      ports.add(Integer.toString(socket.getLocalPort()));
    }
    for (ServerSocket socket : held) {
      socket.close();
    }
    return ports;
  }

  private static int await(List<String> arguments) throws InterruptedException {
    URI url = URI.create(arguments.get(0));
    long end = System.nanoTime() + Long.parseLong(arguments.get(1)) * 1_000_000_000L;
    List<String> pids = arguments.subList(2, arguments.size());
    while (!isReady(url)) {
      for (String pid : pids) {
        if (ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive).isEmpty()) {
          System.out.println(pid);
          return 3;
        }
      }
      if (System.nanoTime() > end) {
        return 4;
      }
      Thread.sleep(STEP_MILLIS);
    }
    return 0;
  }

  private static boolean isReady(URI url) {
    try {
      HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
      connection.setConnectTimeout(PATIENCE_MILLIS);
      connection.setReadTimeout(PATIENCE_MILLIS);
      return connection.getResponseCode() == OK;
    } catch (IOException e) {
      return false;
    }
  }
}
