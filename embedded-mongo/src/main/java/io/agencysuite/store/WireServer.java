package io.agencysuite.store;

import io.netty.buffer.ByteBuf;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accepts connections; each has a virtual thread of its own and is served one command at a time.
 */
final class WireServer implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(WireServer.class);
  private static final int BACKLOG = 256;
  private static final long GRACE_MILLIS = 2_000;
  private static final int BUFFER_BYTES = 32 * 1024;

  private final Commands commands;
  private final Scram scram;
  private final ServerSocket listener;
  private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
  private volatile boolean closing;

  private record Connection(Socket socket, Thread thread) {}

  private WireServer(Commands commands, Scram scram, ServerSocket listener) {
    this.commands = commands;
    this.scram = scram;
    this.listener = listener;
  }

  static WireServer start(Commands commands, EmbeddedStoreSettings settings) {
    try {
      ServerSocket listener = new ServerSocket();
      listener.setReuseAddress(true);
      InetAddress host = InetAddress.getByName(settings.host());
      try {
        listener.bind(new InetSocketAddress(host, settings.port()), BACKLOG);
      } catch (IOException e) {
        listener.close();
        throw e;
      }
      WireServer server = new WireServer(commands, new Scram(settings.credential()), listener);
      Thread.ofPlatform().daemon().name("store-accept").start(server::accept);
      return server;
    } catch (IOException e) {
      throw new StoreStartException(
          "The store cannot listen on "
              + settings.host()
              + ":"
              + settings.port()
              + ": "
              + e.getMessage(),
          e);
    }
  }

  int port() {
    return listener.getLocalPort();
  }

  private void accept() {
    while (!closing) {
      try {
        Socket socket = listener.accept();
        socket.setTcpNoDelay(true);
        Thread thread = Thread.ofVirtual().name("store-connection").unstarted(() -> serve(socket));
        connections.add(new Connection(socket, thread));
        thread.start();
      } catch (IOException e) {
        if (!closing) {
          log.warn("a connection could not be accepted: {}", e.getMessage());
        }
      }
    }
  }

  private void serve(Socket socket) {
    try (socket;
        DataInputStream in =
            new DataInputStream(new BufferedInputStream(socket.getInputStream(), BUFFER_BYTES))) {
      OutputStream out = socket.getOutputStream();
      Authentication authentication = new Authentication(scram);
      Wire.Message message = Wire.read(in);
      while (message != null && !closing) {
        ByteBuf reply = Wire.reply(message, commands.run(message, authentication));
        if (message.wantsReply()) {
          reply.readBytes(out, reply.readableBytes());
        }
        message = Wire.read(in);
      }
    } catch (SocketException e) {
      log.debug("connection ended: {}", e.getMessage());
    } catch (IOException | RuntimeException e) {
      log.warn("connection closed: {}", e.toString());
    } catch (OutOfMemoryError e) {
      log.error("connection closed for want of memory", e);
    } finally {
      connections.removeIf(connection -> connection.socket().equals(socket));
    }
  }

  /** Stops accepting, lets running commands end, and closes every connection. */
  @Override
  public void close() throws IOException {
    closing = true;
    listener.close();
    for (Connection connection : connections) {
      hangUp(connection);
    }
    for (Connection connection : connections) {
      try {
        connection.thread().join(GRACE_MILLIS);
        connection.socket().close();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static void hangUp(Connection connection) {
    try {
      connection.socket().shutdownInput();
    } catch (IOException e) {
      log.debug("connection was gone already: {}", e.getMessage());
    }
  }
}
