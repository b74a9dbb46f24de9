package io.agencysuite.bench.process;

import com.sun.management.ThreadMXBean;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.jspecify.annotations.Nullable;

/** A process under load: its port, the CPU time it has used, the bytes it has allocated. */
public final class PeerProcess implements AutoCloseable {
  private final String name;
  private final int port;
  private final Process process;
  private final Path log;
  private @Nullable JMXConnector connector;
  private @Nullable ThreadMXBean threads;

  private PeerProcess(String name, int port, Process process, Path log) {
    this.name = name;
    this.port = port;
    this.process = process;
    this.log = log;
  }

  /** Starts a JVM; `%port%` in its arguments becomes a free port. */
  public static PeerProcess start(
      String name, Path folder, List<String> flags, List<String> arguments) throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    arguments.forEach(each -> command.add(each.replace("%port%", Integer.toString(port))));
    Path log = folder.resolve(name + ".log");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(new File(log.toString()))
            .start();
    return new PeerProcess(name, port, process, log);
  }

  public int port() {
    return port;
  }

  public long pid() {
    return process.pid();
  }

  /** Fails with the end of the log when the process has ended. */
  public void requireAlive() {
    if (!process.isAlive()) {
      throw new IllegalStateException(name + " has ended: " + tail());
    }
  }

  public String tail() {
    try {
      String text = Files.readString(log);
      return text.substring(Math.max(0, text.length() - 2_000));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Duration cpu() {
    return process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** Bytes allocated by all threads since the start. */
  public long allocated() {
    try {
      ThreadMXBean bean = threads;
      if (bean == null) {
        bean = attach();
        threads = bean;
      }
      return bean.getTotalThreadAllocatedBytes();
    } catch (IOException | AttachNotSupportedException e) {
      throw new IllegalStateException("cannot attach to " + name, e);
    }
  }

  // The other end is a process that this one has started.
  @SuppressWarnings("BanJNDI")
  private ThreadMXBean attach() throws IOException, AttachNotSupportedException {
    VirtualMachine machine = VirtualMachine.attach(Long.toString(process.pid()));
    try {
      JMXConnector opened =
          JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()));
      connector = opened;
      return ManagementFactory.newPlatformMXBeanProxy(
          opened.getMBeanServerConnection(),
          ManagementFactory.THREAD_MXBEAN_NAME,
          ThreadMXBean.class);
    } finally {
      machine.detach();
    }
  }

  @Override
  public void close() throws IOException {
    JMXConnector opened = connector;
    if (opened != null) {
      opened.close();
    }
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
