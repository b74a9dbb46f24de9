package io.agencysuite.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/// One connection with at most one call on it. Reads no more of an answer than its status and end.
final class Wire {
  private static final int ANSWER_MAX = 1 << 18;
  private static final byte[] CONTENT_LENGTH = lowerCase("content-length:");
  private static final byte[] CONNECTION_CLOSE = lowerCase("connection: close");

  private final SocketChannel channel;
  private final SelectionKey key;
  private final ByteBuffer answer = ByteBuffer.allocate(ANSWER_MAX);
  private int kind;
  private long due;
  private int bodyEnd = -1;
  private int status;
  private boolean closes;

  Wire(InetSocketAddress address, Selector selector) throws IOException {
    channel = SocketChannel.open(address);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    key = channel.register(selector, SelectionKey.OP_READ, this);
  }

  int kind() {
    return kind;
  }

  long due() {
    return due;
  }

  int status() {
    return status;
  }

  /// The door keeps the connection open after this answer.
  boolean stays() {
    return !closes;
  }

  /// Requests are small, so the socket's buffer takes them at once.
  void send(byte[] request, int callKind, long callDue) throws IOException {
    kind = callKind;
    due = callDue;
    status = 0;
    bodyEnd = -1;
    answer.clear();
    ByteBuffer out = ByteBuffer.wrap(request);
    while (out.hasRemaining()) {
      channel.write(out);
    }
  }

  /// True when the answer is complete.
  boolean read() throws IOException {
    if (channel.read(answer) < 0) {
      throw new IOException("the door closed the connection");
    }
    if (bodyEnd < 0) {
      parseHead();
    }
    return bodyEnd >= 0 && answer.position() >= bodyEnd;
  }

  private static byte[] lowerCase(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /// Header by header, on the bytes: the client shares the machine with what it measures.
  private void parseHead() throws IOException {
    byte[] bytes = answer.array();
    int end = answer.position();
    int length = -1;
    int from = lineEnd(bytes, 0, end) + 2;
    while (from > 1 && from + 1 < end) {
      if (bytes[from] == '\r') {
        if (length < 0) {
          throw new IOException("an answer without Content-Length: " + text(bytes, 0, from));
        }
        status = number(bytes, 9, 12);
        bodyEnd = from + 2 + length;
        return;
      }
      int to = lineEnd(bytes, from, end);
      if (to > 0 && starts(bytes, from, to, CONTENT_LENGTH)) {
        length = number(bytes, from + CONTENT_LENGTH.length, to);
      } else if (to > 0 && starts(bytes, from, to, CONNECTION_CLOSE)) {
        closes = true;
      }
      from = to + 2;
    }
  }

  /// Where this line's CR LF begins; -1 when it has not arrived.
  private static int lineEnd(byte[] bytes, int from, int end) {
    for (int i = from; i + 1 < end; i++) {
      if (bytes[i] == '\r' && bytes[i + 1] == '\n') {
        return i;
      }
    }
    return -1;
  }

  private static boolean starts(byte[] bytes, int from, int to, byte[] lowerCase) {
    if (to - from < lowerCase.length) {
      return false;
    }
    for (int i = 0; i < lowerCase.length; i++) {
      if (Character.toLowerCase(bytes[from + i]) != lowerCase[i]) {
        return false;
      }
    }
    return true;
  }

  private static int number(byte[] bytes, int from, int to) {
    return Integer.parseInt(text(bytes, from, to).strip());
  }

  private static String text(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }

  void close() {
    key.cancel();
    try {
      channel.close();
    } catch (IOException e) {
      // It is gone either way.
    }
  }
}
