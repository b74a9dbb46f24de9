package io.agencysuite.gateway.conformance;

import com.google.protobuf.Descriptors.FileDescriptor;
import io.agencysuite.gateway.probe.ProbeBackend;
import io.agencysuite.gateway.probe.ProbeDoor;
import io.agencysuite.gateway.probe.RawHttp;
import io.agencysuite.gateway.transcode.RouteTable;
import io.agencysuite.gateway.transcode.RuleException;
import io.agencysuite.gateway.transcode.Transcoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// Runs one row against the door.
final class RowRunner {
  static final int BODY_LIMIT = 4 << 20;

  private final ProbeDoor door;

  RowRunner(ProbeDoor door) {
    this.door = door;
  }

  /// How a row ended.
  record Result(Verdict verdict, String reason) {
    static Result passed() {
      return new Result(Verdict.PASSED, "");
    }

    static Result failed(String reason) {
      return new Result(Verdict.FAILED, reason);
    }
  }

  enum Verdict {
    PASSED,
    /// The answer differs from the row's on purpose.
    DEVIATION,
    /// Words that no check knows; whatever else the row expects holds.
    OPEN,
    FAILED
  }

  /// A row that cannot be run at all has failed like any other.
  Result run(Row row) throws IOException {
    try {
      return load(row);
    } catch (RuntimeException e) {
      return Result.failed("cannot be run: " + e);
    }
  }

  private Result load(Row row) throws IOException {
    RowContract contract = new RowContract(row);
    List<FileDescriptor> files = contract.link();
    RouteTable routes;
    try {
      routes = contract.load(files);
    } catch (RuleException e) {
      if (row.isDialect()) {
        return new Result(Verdict.DEVIATION, "refused at load: " + e.getMessage());
      }
      return row.isValid() ? Result.failed("refused: " + e.getMessage()) : Result.passed();
    }
    if (row.isDialect() || !row.isValid()) {
      return Result.failed("loaded (expected: refused)");
    }
    if (row.isLoad()) {
      return Result.passed();
    }
    try {
      if (row.isNative()) {
        door.serve(files, routes, new RowBackend(row));
        NativeCheck.run(door, files);
        return Result.passed();
      }
      String unchecked = call(row, files, routes);
      return unchecked.isEmpty() ? Result.passed() : new Result(Verdict.OPEN, unchecked);
    } catch (AssertionError e) {
      return Result.failed(String.valueOf(e.getMessage()).strip().replaceAll("\\s+", " "));
    }
  }

  private String call(Row row, List<FileDescriptor> files, RouteTable routes) throws IOException {
    RowBackend backend = new RowBackend(row);
    door.serve(files, routes, backend);
    String method = verb(row);
    String target = row.isCall() ? RowTargets.expand(row) : RowTargets.anyOf(row);
    Map<String, String> headers = new TreeMap<>();
    byte[] body = body(row, headers);
    if (row.request().has("headers")) {
      row.request()
          .get("headers")
          .properties()
          .forEach(e -> headers.put(e.getKey(), e.getValue().asString()));
    }
    long start = System.nanoTime();
    RawHttp.Answer answer = door.http().send(method, target, headers, body);
    RowChecks checks = new RowChecks(row, answer, door.backend(), backend);
    if (RowTargets.isSentTwice(row)) {
      checks = checks.afterSecond(again(row, method, target, headers, body));
    }
    String unchecked = checks.all((System.nanoTime() - start) / 1_000_000);
    if (row.must().contains("default values printed")) {
      RawHttp.Answer omitted = door.http().send(method, target, headers, body);
      door.serve(new Transcoder(files, routes, true), ProbeBackend.Behaviour.ECHO);
      RowChecks.defaults(omitted, door.http().send(method, target, headers, body));
    }
    return unchecked;
  }

  private RawHttp.Answer again(
      Row row, String method, String target, Map<String, String> headers, byte[] body)
      throws IOException {
    boolean other = row.request().get("target").asString().contains("other body");
    byte[] second = other ? "{\"title\":\"another\"}".getBytes(StandardCharsets.UTF_8) : body;
    return door.http().send(method, target, headers, second);
  }

  static String verb(Row row) {
    return row.request().has("method") ? row.request().get("method").asString() : row.verb();
  }

  static byte[] body(Row row, Map<String, String> headers) {
    JsonNode body = row.request().get("body");
    boolean posted = List.of("POST", "PUT", "PATCH").contains(verb(row));
    if (body == null) {
      if (posted && !row.isCall()) {
        headers.put("Content-Type", "application/json");
        return "{}".getBytes(StandardCharsets.UTF_8);
      }
      return new byte[0];
    }
    if (!body.isString()) {
      headers.put("Content-Type", "application/json");
      return body.toString().getBytes(StandardCharsets.UTF_8);
    }
    String text = body.asString();
    if (text.contains("<body over the limit>")) {
      headers.put("Content-Type", "application/json");
      return new byte[BODY_LIMIT + 1];
    }
    return RowTargets.rawBytes(text);
  }
}
