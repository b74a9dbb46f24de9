package io.agencysuite.gateway.conformance;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FileDescriptor;
import io.agencysuite.gateway.transcode.RouteTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/// Requests for the probe's `Echo`: most of them right, the others odd in one way.
final class GeneratedRequests {
  private final RandomGenerator random;
  private final List<FileDescriptor> files;
  private final List<RouteTable.Rule> rules;

  GeneratedRequests(
      RandomGenerator random, List<FileDescriptor> files, List<RouteTable.Rule> rules) {
    this.random = random;
    this.files = List.copyOf(files);
    this.rules = List.copyOf(rules);
  }

  Sent next(int number) {
    int odd = random.nextInt(12);
    String shape = pick(ProbeParts.SHAPES);
    String method = shape.substring(0, shape.indexOf(' '));
    String path = shape.substring(shape.indexOf(' ') + 1);
    Map<String, String> headers = new TreeMap<>();
    path = path.replace("*", pick(odd == 1 ? ProbeParts.ODD_SEGMENTS : ProbeParts.SEGMENTS));
    boolean whole = method.equals("POST") && !path.endsWith("/things");
    String body = "";
    if (method.equals("POST") || method.equals("PATCH")) {
      body = odd == 2 ? pick(ProbeParts.BODIES) : object(whole, odd == 3 || odd == 4);
      headers.put("Content-Type", "application/json");
    }
    String query =
        whole
            ? odd == 5 ? pick(ProbeParts.ODD_PARAMETERS) : ""
            : query(odd == 5 || odd == 6, method);
    switch (odd) {
      case 7 ->
          method = pick(List.of("HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "POST", "TRACE"));
      case 8 -> path = pick(List.of(path + "/", path + ":nope", "/nope", path + "/a", "/" + path));
      case 9 -> media(headers);
      case 10 -> {
        if (body.isEmpty()) {
          body = "{}";
          headers.put("Content-Type", "application/json");
        }
      }
      case 11 -> headers.put("Accept", pick(List.of("text/html", "application/json", "*/*")));
      default -> {}
    }
    return new Sent(
        "generated " + number,
        files,
        rules,
        method,
        path + (query.isEmpty() ? "" : "?" + query),
        headers,
        ByteString.copyFromUtf8(body));
  }

  private void media(Map<String, String> headers) {
    switch (random.nextInt(3)) {
      case 0 -> headers.put("Content-Encoding", "gzip");
      case 1 -> headers.put("X-HTTP-Method-Override", "DELETE");
      default -> {
        String type = pick(ProbeParts.MEDIA);
        if (type.isEmpty()) {
          headers.remove("Content-Type");
        } else if (headers.containsKey("Content-Type")) {
          headers.put("Content-Type", type);
        }
      }
    }
  }

  private String query(boolean odd, String method) {
    List<String> parts = new ArrayList<>();
    List<String> names = new ArrayList<>(ProbeParts.PARAMETERS.keySet());
    names.sort(null);
    for (int i = random.nextInt(4); i > 0; i--) {
      String name = names.remove(random.nextInt(names.size()));
      if (!method.equals("GET") && name.startsWith("nested")) {
        continue;
      }
      parts.add(name + "=" + pick(ProbeParts.PARAMETERS.getOrDefault(name, ProbeParts.NAMES)));
    }
    if (odd) {
      String part = pick(ProbeParts.ODD_PARAMETERS);
      parts.removeIf(p -> p.split("[_V=]", -1)[0].equals(part.split("[_V=]", -1)[0]));
      parts.add(part);
    }
    return String.join("&", parts);
  }

  private String object(boolean whole, boolean odd) {
    if (!whole) {
      return odd
          ? pick(List.of("{\"nope\":1}", "{\"name\":\"things/9\"}", "{\"tags\":\"x\"}"))
          : pick(List.of("{}", "{\"stringValue\":\"s\"}", "{\"tags\":[\"a\"],\"int32Value\":3}"));
    }
    Map<String, String> members = new TreeMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      String member = pick(ProbeParts.MEMBERS);
      members.put(key(member), member);
    }
    if (odd) {
      String member = pick(ProbeParts.ODD_MEMBERS);
      members.remove(key(member));
      members.put("~", member);
    }
    return "{" + String.join(",", members.values()) + "}";
  }

  private static String key(String member) {
    return member
        .substring(0, member.indexOf(':'))
        .replace("_v", "V")
        .replace("oneofString", "oneofBool");
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
