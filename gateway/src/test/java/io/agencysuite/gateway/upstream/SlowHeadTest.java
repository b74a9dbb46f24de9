package io.agencysuite.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.agencysuite.gateway.probe.ProbeDoor;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Heads that come byte by byte, each byte well within the bound of a single silence.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SlowHeadTest {
  private static final String HEAD = "GET /probe/v1/echo HTTP/1.1\r\nHost: a\r\n";
  private static final int STEP_MILLIS = 100;

  private ProbeDoor door;

  @BeforeAll
  void open() throws IOException {
    door = new ProbeDoor("--gateway.limits.head=2s");
  }

  @AfterAll
  void close() {
    door.close();
  }

  @Test
  void endsSlowHeadsWhileOthersAreServed() throws Exception {
    List<Socket> slow = new ArrayList<>();
    long start = System.nanoTime();
    try {
      for (int i = 0; i < 40; i++) {
        slow.add(connect(i % 2 == 0 ? HEAD + "X-Slow: " : "G"));
      }
      List<Socket> open = new ArrayList<>(slow);
      while (!open.isEmpty() && millis(start) < 30_000) {
        Thread.sleep(STEP_MILLIS);
        open.removeIf(SlowHeadTest::hasEnded);
        assertThat(door.http().send("GET", "/probe/v1/echo", Map.of(), new byte[0]).status())
            .isEqualTo(200);
      }

      assertThat(open).isEmpty();
      assertThat(millis(start)).isGreaterThan(1_900);
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  @Test
  void countsEachHeadOfAConnectionAloneAndNoBody() throws Exception {
    try (Socket socket = connect("")) {
      for (int i = 0; i < 2; i++) {
        write(socket, HEAD + "\r\n");
        assertThat(answer(socket)).startsWith("HTTP/1.1 200");
        Thread.sleep(1_100);
      }
      write(socket, "POST /probe/v1/echo HTTP/1.1\r\nHost: a\r\nContent-Type: appl");
      Thread.sleep(300);
      write(socket, "ication/json\r\nContent-Length: 2\r\n\r\n{");
      Thread.sleep(2_200);
      write(socket, "}");
      assertThat(answer(socket)).startsWith("HTTP/1.1 200");
    }
  }

  /// Sends one more byte; true when the door has answered or closed.
  private static boolean hasEnded(Socket socket) {
    try {
      write(socket, "a");
      return socket.getInputStream().available() > 0;
    } catch (SocketException e) {
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Socket connect(String beginning) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), door.http().port());
    socket.setSoTimeout(10_000);
    write(socket, beginning);
    return socket;
  }

  private static void write(Socket socket, String text) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(text.getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  private static String answer(Socket socket) throws IOException {
    byte[] some = new byte[8_192];
    int length = socket.getInputStream().read(some);
    return length < 0 ? "" : new String(some, 0, length, StandardCharsets.UTF_8);
  }

  private static long millis(long start) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
  }
}
