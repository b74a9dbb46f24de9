package io.agencysuite.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// One connection with at most one call on it. Reads no more of an answer than its status and end.
final class Wire {
  private static final int ANSWER_MAX = 1 << 18;

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

  private void parseHead() throws IOException {
    String text = new String(answer.array(), 0, answer.position(), StandardCharsets.ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    if (end < 0) {
      return;
    }
    String head = text.substring(0, end).toLowerCase(Locale.ROOT);
    status = Integer.parseInt(head.substring(9, 12));
    closes = head.contains("\r\nconnection: close");
    int length = head.indexOf("\r\ncontent-length:");
    if (length < 0) {
      throw new IOException("an answer without Content-Length: " + head);
    }
    int from = length + "\r\ncontent-length:".length();
    int to = head.indexOf("\r\n", from);
    bodyEnd = end + 4 + Integer.parseInt(head.substring(from, to < 0 ? end : to).strip());
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
