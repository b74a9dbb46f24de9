package io.agencysuite.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/// Offers calls at a fixed mean rate, with the random gaps of many independent callers. One thread
/// does it all. A call that finds no free connection waits for one, and that wait is measured.
public final class OpenLoad implements AutoCloseable {
  private static final int CONNECTIONS_MAX = 512;
  private static final double DRAIN_SECONDS = 5;

  private final InetSocketAddress door;
  private final List<Kind> kinds;
  private final double weights;
  private final SplittableRandom random;
  private final Selector selector;
  private final Deque<Wire> idle = new ArrayDeque<>();
  private final Set<Wire> busy = new LinkedHashSet<>();
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private int connections;
  private int turn;

  public OpenLoad(URI door, List<Kind> kinds, long seed) {
    this.door = new InetSocketAddress(door.getHost(), door.getPort());
    this.kinds = List.copyOf(kinds);
    this.weights = kinds.stream().mapToDouble(Kind::weight).sum();
    this.random = new SplittableRandom(seed);
    try {
      this.selector = Selector.open();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Waiting(int kind, long due) {}

  /// What became of the calls.
  ///
  /// @param all every call
  /// @param kinds the calls of each kind, in their order
  /// @param late how long after a call was due this client came to it: part of its latency that the
  ///   door owes nothing to
  public record Outcome(double rate, double seconds, Tally all, List<Tally> kinds, Latencies late) {
    public Outcome {
      kinds = List.copyOf(kinds);
    }
  }

  /// Offers so many calls a second for so long, and waits a while for the last answers.
  public Outcome offer(double rate, double seconds) {
    Outcome outcome =
        new Outcome(
            rate,
            seconds,
            new Tally(seconds),
            kinds.stream().map(_ -> new Tally(seconds)).toList(),
            new Latencies());
    try {
      run(outcome);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return outcome;
  }

  private void run(Outcome outcome) throws IOException {
    long start = System.nanoTime();
    double gap = 1e9 / outcome.rate();
    long end = start + (long) (outcome.seconds() * 1e9);
    long last = end + (long) (DRAIN_SECONDS * 1e9);
    double due = start + gap;
    while (true) {
      long now = System.nanoTime();
      while (due <= now && due < end) {
        int kind = draw();
        outcome.all().begin();
        outcome.kinds().get(kind).begin();
        outcome.late().add(now - (long) due);
        waiting.add(new Waiting(kind, (long) due));
        due -= gap * Math.log(1 - random.nextDouble());
      }
      send(outcome, start);
      if (now >= end && ((busy.isEmpty() && waiting.isEmpty()) || now >= last)) {
        giveUp(outcome, start);
        return;
      }
      long pause = due < end ? (long) ((due - System.nanoTime()) / 1e6) : 1;
      if (pause >= 1) {
        selector.select(pause);
      } else {
        selector.selectNow();
      }
      receive(outcome, start);
    }
  }

  private int draw() {
    double point = random.nextDouble() * weights;
    for (int i = 0; i < kinds.size(); i++) {
      point -= kinds.get(i).weight();
      if (point < 0) {
        return i;
      }
    }
    return kinds.size() - 1;
  }

  private void send(Outcome outcome, long start) throws IOException {
    while (!waiting.isEmpty() && (!idle.isEmpty() || connections < CONNECTIONS_MAX)) {
      Waiting next = waiting.remove();
      List<byte[]> requests = kinds.get(next.kind()).requests();
      Wire wire = idle.pollFirst();
      if (wire == null) {
        wire = new Wire(door, selector);
        connections++;
      }
      busy.add(wire);
      try {
        wire.send(requests.get(turn++ % requests.size()), next.kind(), next.due());
      } catch (IOException e) {
        ended(wire, 0, outcome, start);
        drop(wire);
      }
    }
  }

  private void receive(Outcome outcome, long start) {
    for (SelectionKey key : selector.selectedKeys()) {
      Wire wire = (Wire) key.attachment();
      try {
        if (key.isValid() && wire.read()) {
          boolean inUse = ended(wire, wire.status(), outcome, start);
          if (inUse && wire.stays()) {
            idle.addFirst(wire);
          } else {
            drop(wire);
          }
        }
      } catch (IOException e) {
        if (!idle.remove(wire)) {
          ended(wire, 0, outcome, start);
        }
        drop(wire);
      }
    }
    selector.selectedKeys().clear();
  }

  private boolean ended(Wire wire, int status, Outcome outcome, long start) {
    if (!busy.remove(wire)) {
      return false;
    }
    long now = System.nanoTime();
    long nanos = now - wire.due();
    double dueSeconds = (wire.due() - start) / 1e9;
    double endSeconds = (now - start) / 1e9;
    outcome.all().ended(status, nanos, dueSeconds, endSeconds);
    outcome.kinds().get(wire.kind()).ended(status, nanos, dueSeconds, endSeconds);
    return true;
  }

  private void giveUp(Outcome outcome, long start) {
    for (Wire wire : List.copyOf(busy)) {
      ended(wire, 0, outcome, start);
      drop(wire);
    }
    for (Waiting never : waiting) {
      double due = (never.due() - start) / 1e9;
      outcome.all().ended(0, 0, due, due);
      outcome.kinds().get(never.kind()).ended(0, 0, due, due);
    }
    waiting.clear();
  }

  private void drop(Wire wire) {
    wire.close();
    connections--;
  }

  @Override
  public void close() {
    idle.forEach(Wire::close);
    busy.forEach(Wire::close);
    try {
      selector.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
