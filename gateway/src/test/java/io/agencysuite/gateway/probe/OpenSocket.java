package io.agencysuite.gateway.probe;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/// A connection whose pace the test decides.
public final class OpenSocket implements AutoCloseable {
  private static final int PIECE = 16 << 10;
  private static final long STALLED_MILLIS = 1_500;
  private static final long PATIENCE_MILLIS = 60_000;

  private final SocketChannel channel;
  private ByteBuffer unsent = ByteBuffer.allocate(0);

  public OpenSocket(int port) throws IOException {
    channel = SocketChannel.open();
    channel.setOption(StandardSocketOptions.SO_RCVBUF, 64 << 10);
    channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
  }

  /// Sends a GET and reads nothing.
  public void get(String target, boolean events) throws IOException {
    String accept = events ? "Accept: text/event-stream\r\n" : "";
    write("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" + accept + "\r\n");
  }

  /// Begins a chunked body.
  public void head(String method, String target, String contentType) throws IOException {
    write(
        method
            + " "
            + target
            + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
            + contentType
            + "\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n");
  }

  public void chunk(byte[] data) throws IOException {
    try {
      write(Integer.toHexString(data.length) + "\r\n");
      send(ByteBuffer.wrap(data));
      write("\r\n");
    } catch (SocketException e) {
      // The door may have answered and closed already; the answer counts.
    }
  }

  /// Writes chunks until nobody takes them any more, and says how many bytes of body they held.
  public long flood(long atMost) throws IOException {
    channel.configureBlocking(false);
    byte[] frame =
        (Integer.toHexString(PIECE) + "\r\n" + "x".repeat(PIECE) + "\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    long written = 0;
    long stalled = 0;
    while (written < atMost && stalled < STALLED_MILLIS) {
      if (!unsent.hasRemaining()) {
        unsent = ByteBuffer.wrap(frame);
        written += PIECE;
      }
      if (channel.write(unsent) == 0) {
        pause(50);
        stalled += 50;
      } else {
        stalled = 0;
      }
    }
    return written;
  }

  /// Ends a chunked body and reads the status.
  public int finish() throws IOException {
    channel.configureBlocking(true);
    send(unsent);
    write("0\r\n\r\n");
    return status();
  }

  public int status() throws IOException {
    return Integer.parseInt(read("\r\n").substring(9, 12));
  }

  /// Reads until a text has come.
  public String read(String awaited) throws IOException {
    channel.configureBlocking(false);
    StringBuilder all = new StringBuilder();
    ByteBuffer buffer = ByteBuffer.allocate(8192);
    for (long waited = 0; waited < PATIENCE_MILLIS; ) {
      buffer.clear();
      int got = channel.read(buffer);
      if (got > 0) {
        all.append(StandardCharsets.ISO_8859_1.decode(buffer.flip()));
      }
      if (got < 0 || all.indexOf(awaited) >= 0) {
        return all.toString();
      }
      if (got == 0) {
        pause(20);
        waited += 20;
      }
    }
    throw new IOException("no " + awaited + " in " + all);
  }

  private void write(String text) throws IOException {
    send(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)));
  }

  private void send(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private static void pause(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
