package io.agencysuite.gateway.conformance;

import com.google.api.CustomHttpPattern;
import com.google.api.HttpRule;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.DescriptorProtos.MethodDescriptorProto;
import com.google.protobuf.DescriptorProtos.ServiceDescriptorProto;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import io.agencysuite.gateway.probe.ProbeDoor;
import io.agencysuite.gateway.transcode.DescriptorSet;
import io.agencysuite.gateway.transcode.RouteTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// The service that a row talks about: the probe message plus the fields that only this row names.
/// Each template is an RPC of its own, so that the backend sees which one matched.
final class RowContract {
  private static final String FILE = "probe/v1/probe.proto";
  private static final Pattern VARIABLE =
      Pattern.compile("\\{([A-Za-z_]\\w*(?:\\.[A-Za-z_]\\w*)*)");

  private final Row row;
  private final ProbeMessage probe;
  private final FileDescriptorSet base;

  RowContract(Row row) throws IOException {
    this.row = row;
    this.base = ProbeDoor.descriptorSet();
    FileDescriptorProto file =
        base.getFileList().stream().filter(f -> f.getName().equals(FILE)).findFirst().orElseThrow();
    this.probe = new ProbeMessage(file);
    addFields();
  }

  /// Links the row's files.
  List<FileDescriptor> link() {
    FileDescriptorProto.Builder file = probe.file().clearService();
    ServiceDescriptorProto.Builder service =
        ServiceDescriptorProto.newBuilder().setName("ProbeService");
    for (int i = 0; i < row.templates().size(); i++) {
      service.addMethod(method("Call" + i));
    }
    if (row.rule().has("duplicate_of")) {
      service.addMethod(method("Other"));
    }
    file.addService(service);
    FileDescriptorSet.Builder set = FileDescriptorSet.newBuilder();
    for (FileDescriptorProto other : base.getFileList()) {
      set.addFile(other.getName().equals(FILE) ? file.build() : other);
    }
    return DescriptorSet.link(set.build());
  }

  /// Loads the row's rules; throws what the loader throws.
  RouteTable load(List<FileDescriptor> files) {
    return RouteTable.ofRules(rules(files));
  }

  /// The row's rules, not checked yet.
  List<RouteTable.Rule> rules(List<FileDescriptor> files) {
    List<MethodDescriptor> methods =
        files.stream()
            .filter(f -> f.getName().equals(FILE))
            .findFirst()
            .orElseThrow()
            .getServices()
            .getFirst()
            .getMethods();
    List<RouteTable.Rule> rules = new ArrayList<>();
    for (int i = 0; i < methods.size(); i++) {
      String template = row.templates().get(Math.min(i, row.templates().size() - 1));
      rules.add(new RouteTable.Rule(methods.get(i), rule(template), row.decodesReserved()));
    }
    return rules;
  }

  private MethodDescriptorProto method(String name) {
    String returns = Row.text(row.rule(), "returns");
    boolean stream = returns.startsWith("stream ");
    String type = returns.contains("HttpBody") ? ".google.api.HttpBody" : ".probe.v1.Probe";
    return MethodDescriptorProto.newBuilder()
        .setName(name)
        .setInputType(".probe.v1.Probe")
        .setOutputType(type)
        .setServerStreaming(stream)
        .build();
  }

  private HttpRule rule(String template) {
    HttpRule.Builder rule = HttpRule.newBuilder();
    String verb = row.rule().get("verb").asString();
    switch (verb) {
      case "GET" -> rule.setGet(template);
      case "PUT" -> rule.setPut(template);
      case "POST" -> rule.setPost(template);
      case "DELETE" -> rule.setDelete(template);
      case "PATCH" -> rule.setPatch(template);
      default ->
          rule.setCustom(
              CustomHttpPattern.newBuilder()
                  .setKind(verb.replace("custom ", ""))
                  .setPath(template));
    }
    return rule.setBody(Row.text(row.rule(), "body"))
        .setResponseBody(Row.text(row.rule(), "response_body"))
        .build();
  }

  private void addFields() {
    String body = Row.text(row.rule(), "body");
    if (row.sendsRawBytes() && !body.isEmpty() && !body.equals("*")) {
      probe.httpBody(body);
    }
    if (row.expect().has("fields")) {
      row.expect().get("fields").properties().forEach(e -> probe.field(e.getKey(), e.getValue()));
    }
    if (!row.isRuleCase()) {
      for (String template : row.templates()) {
        Matcher matcher = VARIABLE.matcher(template);
        while (matcher.find()) {
          probe.leaf(matcher.group(1), typeOf(matcher.group(1)));
        }
      }
    }
    addBody();
    if (row.expectsSuccess()) {
      addQuery(row.request().get("target").asString());
    }
    String responseBody = Row.text(row.rule(), "response_body");
    if (row.isCall() && !responseBody.isEmpty()) {
      addResponse(responseBody, row.expect().path("body"));
    }
  }

  private void addResponse(String name, JsonNode expected) {
    boolean stream = Row.text(row.rule(), "returns").startsWith("stream ");
    JsonNode body = stream ? expected.path(0) : expected;
    String text = body.isString() ? body.asString().strip() : "";
    if (body.isArray() || text.startsWith("[")) {
      probe.list(name);
    } else if (body.isObject()) {
      probe.field(name, body);
    } else if (text.startsWith("{") || text.equals("null")) {
      probe.message(name);
    } else {
      probe.leaf(name, FieldDescriptorProto.Type.TYPE_STRING);
    }
  }

  private void addBody() {
    String name = Row.text(row.rule(), "body");
    if (row.sendsRawBytes()) {
      return;
    }
    boolean whole = name.equals("*");
    if (!name.isEmpty() && !whole && !row.isRuleCase()) {
      probe.message(name);
    }
    String prefix = whole || name.isEmpty() ? "" : name + ".";
    JsonNode body = row.bodyJson();
    if (body != null && row.http() < 400) {
      body.properties().forEach(e -> probe.field(prefix + e.getKey(), e.getValue()));
    } else if (body == null && row.request().has("body")) {
      Matcher keys =
          Pattern.compile("\"([a-z][a-z0-9_]*)\"\\s*:?")
              .matcher(row.request().get("body").asString());
      boolean unknown = row.words().contains("unknown");
      if (keys.find() && !unknown) {
        String text = row.request().get("body").asString();
        probe.leaf(
            prefix + keys.group(1),
            text.contains(" for int64")
                ? FieldDescriptorProto.Type.TYPE_INT64
                : ProbeMessage.typeByName(keys.group(1)));
      }
    }
  }

  private void addQuery(String target) {
    int mark = target.indexOf('?');
    if (mark < 0) {
      return;
    }
    List<String> seen = new ArrayList<>();
    for (String parameter : target.substring(mark + 1).split("&", -1)) {
      String name = parameter.split("=", -1)[0];
      boolean system = name.matches("api_key|key|access_token|alt|fields|\\$.*");
      if (!system && name.matches("[a-zA-Z_][a-zA-Z0-9_.]*")) {
        probe.query(name, seen.contains(name));
        seen.add(name);
      }
    }
  }

  /// A path variable is a string unless the row complains about it in words of another type.
  private FieldDescriptorProto.Type typeOf(String path) {
    if (Row.text(row.expect(), "violation").equals(path)) {
      for (String type : List.of("uint64", "uint32", "int64", "int32", "double", "float", "bool")) {
        if (row.words().contains(type)) {
          return FieldDescriptorProto.Type.valueOf("TYPE_" + type.toUpperCase(Locale.ROOT));
        }
      }
    }
    return FieldDescriptorProto.Type.TYPE_STRING;
  }

  static DescriptorProto.Builder empty(String name) {
    return DescriptorProto.newBuilder().setName(name);
  }
}
