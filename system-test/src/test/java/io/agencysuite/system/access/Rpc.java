package io.agencysuite.system.access;

import com.google.api.AnnotationsProto;
import com.google.api.HttpRule;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.ExtensionRegistry;
import io.agencysuite.common.v1.Access;
import io.agencysuite.common.v1.AccessProto;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An RPC of the contract, and the smallest request for it. The request need not be valid: access
/// is decided before the rules of fields are looked at. An etag in it is always stale, so that
/// nothing that exists is changed.
record Rpc(MethodDescriptor descriptor, HttpRule route) {
  private static final Pattern VARIABLE = Pattern.compile("\\{([a-z_.]+)(?:=([^}]*))?}");

  /// Every RPC of the suite.
  static List<Rpc> all() {
    ExtensionRegistry options = ExtensionRegistry.newInstance();
    AnnotationsProto.registerAllExtensions(options);
    AccessProto.registerAllExtensions(options);
    try (InputStream in = Objects.requireNonNull(Rpc.class.getResourceAsStream("/agency.binpb"))) {
      return link(FileDescriptorSet.parseFrom(in, options)).stream()
          .filter(file -> file.getPackage().startsWith("agency."))
          .flatMap(file -> file.getServices().stream())
          .flatMap(service -> service.getMethods().stream())
          .map(rpc -> new Rpc(rpc, rpc.getOptions().getExtension(AnnotationsProto.http)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<FileDescriptor> link(FileDescriptorSet set) {
    Map<String, FileDescriptor> linked = new LinkedHashMap<>();
    for (FileDescriptorProto file : set.getFileList()) {
      List<FileDescriptor> imports = new ArrayList<>();
      file.getDependencyList().forEach(name -> imports.add(linked.get(name)));
      try {
        linked.put(
            file.getName(),
            FileDescriptor.buildFrom(file, imports.toArray(new FileDescriptor[0]), true));
      } catch (DescriptorValidationException e) {
        throw new IllegalStateException(file.getName(), e);
      }
    }
    return List.copyOf(linked.values());
  }

  Access access() {
    return descriptor.getOptions().getExtension(AccessProto.access);
  }

  boolean isRouted() {
    return descriptor.getOptions().hasExtension(AnnotationsProto.http) && !access().getInternal();
  }

  String method() {
    return switch (route.getPatternCase()) {
      case GET -> "GET";
      case POST -> "POST";
      case PATCH -> "PATCH";
      case DELETE -> "DELETE";
      case PUT -> "PUT";
      case CUSTOM -> route.getCustom().getKind();
      case PATTERN_NOT_SET -> "";
    };
  }

  private String template() {
    return switch (route.getPatternCase()) {
      case GET -> route.getGet();
      case POST -> route.getPost();
      case PATCH -> route.getPatch();
      case DELETE -> route.getDelete();
      case PUT -> route.getPut();
      case CUSTOM -> route.getCustom().getPath();
      case PATTERN_NOT_SET -> "";
    };
  }

  /// The patterns of the names in the path, such as `clients/*/leads/*`.
  List<String> patterns() {
    return VARIABLE.matcher(template()).results().map(Rpc::pattern).toList();
  }

  /// The path with these names in it.
  String path(UnaryOperator<String> nameOfPattern) {
    Matcher variables = VARIABLE.matcher(template());
    String path =
        variables.replaceAll(
            found -> Matcher.quoteReplacement(nameOfPattern.apply(pattern(found))));
    return body().isEmpty() && has("etag") ? path + "?etag=%220%22" : path;
  }

  private static String pattern(java.util.regex.MatchResult variable) {
    return variable.group(2) == null ? "*" : variable.group(2);
  }

  String mediaType() {
    return descriptor.isClientStreaming() ? "application/x-ndjson" : "application/json";
  }

  /// The body as JSON; empty for none.
  String body() {
    String field = route.getBody();
    if (field.isEmpty()) {
      return "";
    }
    FieldDescriptor nested = descriptor.getInputType().findFieldByName(field);
    boolean guarded =
        field.equals("*")
            ? has("etag")
            : nested != null
                && nested.getJavaType() == FieldDescriptor.JavaType.MESSAGE
                && nested.getMessageType().findFieldByName("etag") != null;
    return guarded ? "{\"etag\":\"\\\"0\\\"\"}" : "{}";
  }

  private boolean has(String field) {
    return descriptor.getInputType().findFieldByName(field) != null;
  }

  @Override
  public String toString() {
    return descriptor.getFullName();
  }
}
