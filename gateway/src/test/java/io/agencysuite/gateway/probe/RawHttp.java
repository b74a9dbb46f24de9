package io.agencysuite.gateway.probe;

import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A plain HTTP/1.1 client that sends what it is told, also what no library would send.
public final class RawHttp {
  private static final int TIMEOUT_MILLIS = 20_000;

  private final int port;

  public RawHttp(int port) {
    this.port = port;
  }

  public int port() {
    return port;
  }

  /// An answer as it came over the wire.
  ///
  /// @param clean false when the connection broke before the body's end
  public record Answer(int status, Map<String, String> headers, ByteString body, boolean clean) {

    public @Nullable String header(String name) {
      return headers.get(name.toLowerCase(Locale.ROOT));
    }

    public String text() {
      return body.toStringUtf8();
    }
  }

  public Answer send(String method, String target, Map<String, String> headers, byte[] body)
      throws IOException {
    StringBuilder head = new StringBuilder();
    head.append(method).append(' ').append(target).append(" HTTP/1.1\r\nHost: localhost\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    if (body.length > 0 || List.of("POST", "PUT", "PATCH").contains(method)) {
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    head.append("Connection: close\r\n\r\n");
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      OutputStream out = socket.getOutputStream();
      try {
        out.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        out.write(body);
        out.flush();
      } catch (SocketException e) {
        // The door may answer and close before it has read everything; the answer counts.
      }
      return parse(socket.getInputStream(), method.equals("HEAD"));
    }
  }

  private static Answer parse(InputStream in, boolean head) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    boolean clean = true;
    byte[] buffer = new byte[8192];
    try {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        all.write(buffer, 0, n);
      }
    } catch (SocketException e) {
      clean = false;
    }
    byte[] bytes = all.toByteArray();
    int end = indexOf(bytes, "\r\n\r\n", 0);
    if (end < 0) {
      throw new IOException("no answer, only " + bytes.length + " bytes");
    }
    List<String> lines =
        List.of(new String(bytes, 0, end, StandardCharsets.ISO_8859_1).split("\r\n", -1));
    Map<String, String> headers = new TreeMap<>();
    for (String line : lines.subList(1, lines.size())) {
      int colon = line.indexOf(':');
      headers.merge(
          line.substring(0, colon).toLowerCase(Locale.ROOT),
          line.substring(colon + 1).strip(),
          (a, b) -> a + ", " + b);
    }
    int status = Integer.parseInt(lines.getFirst().substring(9, 12));
    byte[] body = Arrays.copyOfRange(bytes, end + 4, bytes.length);
    if (head) {
      return new Answer(status, headers, ByteString.copyFrom(body), clean);
    }
    if ("chunked".equals(headers.get("transfer-encoding"))) {
      return dechunk(status, headers, body);
    }
    String length = headers.get("content-length");
    clean &= length == null || Integer.parseInt(length) == body.length;
    return new Answer(status, headers, ByteString.copyFrom(body), clean);
  }

  private static Answer dechunk(int status, Map<String, String> headers, byte[] raw) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    int at = 0;
    while (true) {
      int line = indexOf(raw, "\r\n", at);
      if (line < 0) {
        return new Answer(status, headers, ByteString.copyFrom(body.toByteArray()), false);
      }
      int size = Integer.parseInt(new String(raw, at, line - at, StandardCharsets.US_ASCII), 16);
      if (size == 0) {
        return new Answer(status, headers, ByteString.copyFrom(body.toByteArray()), true);
      }
      int available = Math.min(size, raw.length - line - 2);
      body.write(raw, line + 2, available);
      at = line + 2 + size + 2;
      if (at > raw.length) {
        return new Answer(status, headers, ByteString.copyFrom(body.toByteArray()), false);
      }
    }
  }

  private static int indexOf(byte[] bytes, String text, int from) {
    byte[] wanted = text.getBytes(StandardCharsets.US_ASCII);
    for (int i = from; i + wanted.length <= bytes.length; i++) {
      if (Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
        return i;
      }
    }
    return -1;
  }
}
