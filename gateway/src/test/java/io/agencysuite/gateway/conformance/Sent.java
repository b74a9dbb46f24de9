package io.agencysuite.gateway.conformance;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FileDescriptor;
import io.agencysuite.gateway.transcode.RouteTable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// A request that goes through both doors, and the rules that both serve.
record Sent(
    String name,
    List<FileDescriptor> files,
    List<RouteTable.Rule> rules,
    String method,
    String target,
    Map<String, String> headers,
    ByteString body) {

  String path() {
    return target.split("\\?", 2)[0];
  }

  String query() {
    return target.contains("?") ? target.substring(target.indexOf('?') + 1) : "";
  }

  String header(String header) {
    return headers.getOrDefault(header, "");
  }

  String bodyText() {
    return body.toStringUtf8();
  }

  @Override
  public String toString() {
    String shown =
        body.substring(0, Math.min(200, body.size())).toString(StandardCharsets.ISO_8859_1);
    String line = target.length() > 200 ? target.substring(0, 200) + "..." : target;
    return name + ": " + method + " " + line + " " + headers + " " + shown;
  }
}
