package io.agencysuite.bench.gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** Closed-loop HTTP/1.1 load from one thread over kept-alive connections. */
final class HttpLoad implements Load {
  private static final long STUCK_NANOS = 20_000_000_000L;

  private final InetSocketAddress address;
  private final List<Connection> connections = new ArrayList<>();
  private final Selector selector;
  private final ByteBuffer request;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 17);

  private static final class Connection {
    private final SocketChannel channel;
    private final ResponseReader reader = new ResponseReader();
    private long sent;

    Connection(SocketChannel channel) {
      this.channel = channel;
    }
  }

  HttpLoad(int port, byte[] request) throws IOException {
    this.selector = Selector.open();
    this.request = ByteBuffer.allocateDirect(request.length).put(request).flip();
    this.address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    for (int i = 0; i < CONNECTIONS; i++) {
      connections.add(open());
    }
  }

  private Connection open() throws IOException {
    SocketChannel channel = SocketChannel.open(address);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    Connection connection = new Connection(channel);
    channel.register(selector, SelectionKey.OP_READ, connection);
    return connection;
  }

  @Override
  public Latencies run(double seconds) throws IOException {
    Latencies latencies = new Latencies();
    long start = System.nanoTime();
    long end = start + (long) (seconds * 1e9);
    for (Connection connection : connections) {
      send(connection);
    }
    int underWay = CONNECTIONS;
    while (underWay > 0) {
      if (selector.select(1_000) == 0 && System.nanoTime() > end + STUCK_NANOS) {
        throw new IOException(underWay + " requests hang");
      }
      for (SelectionKey key : selector.selectedKeys()) {
        Connection connection = (Connection) key.attachment();
        if (receive(connection)) {
          long now = System.nanoTime();
          latencies.add(now - connection.sent);
          if (now < end) {
            send(connection.reader.closes() ? another(connection) : connection);
          } else {
            underWay--;
          }
        }
      }
      selector.selectedKeys().clear();
    }
    return latencies.after((System.nanoTime() - start) / 1e9);
  }

  private Connection another(Connection used) throws IOException {
    used.channel.close();
    return open();
  }

  private void send(Connection connection) throws IOException {
    connection.sent = System.nanoTime();
    request.rewind();
    while (request.hasRemaining()) {
      connection.channel.write(request);
    }
  }

  private boolean receive(Connection connection) throws IOException {
    buffer.clear();
    if (connection.channel.read(buffer) < 0) {
      throw new IOException("the server closed a connection");
    }
    return connection.reader.read(buffer.flip());
  }

  @Override
  public void close() throws IOException {
    for (SelectionKey key : selector.keys()) {
      key.channel().close();
    }
    selector.close();
  }
}
