package io.agencysuite.gateway.apikey;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.api.AnnotationsProto;
import com.google.api.HttpRule;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Groups of calls that a key can be narrowed to. They follow from the contract, so that a new RPC
/// has its scope by itself: the collection of its route, and whether it reads or writes.
public final class KeyScopes {
  private static final Pattern READS =
      Pattern.compile("^(List|Query|Search|BatchGet|Export)[A-Z].*");
  private static final Pattern VARIABLE = Pattern.compile("\\{[^=}]+(?:=([^}]*))?}");

  private static final Cache<MethodDescriptor, Optional<String>> KNOWN =
      Caffeine.newBuilder().executor(Runnable::run).weakKeys().build();

  private KeyScopes() {}

  /// The scope of an RPC, such as `leads.write`; empty for one without a route.
  public static Optional<String> of(MethodDescriptor rpc) {
    return KNOWN.get(rpc, KeyScopes::find);
  }

  private static Optional<String> find(MethodDescriptor rpc) {
    HttpRule rule = rpc.getOptions().getExtension(AnnotationsProto.http);
    String template =
        switch (rule.getPatternCase()) {
          case GET -> rule.getGet();
          case POST -> rule.getPost();
          case PATCH -> rule.getPatch();
          case DELETE -> rule.getDelete();
          case PUT -> rule.getPut();
          case CUSTOM -> rule.getCustom().getPath();
          case PATTERN_NOT_SET -> "";
        };
    return template.isEmpty()
        ? Optional.empty()
        : Optional.of(collection(template) + (rule.hasGet() || reads(rpc) ? ".read" : ".write"));
  }

  /// Every scope of the contract.
  static NavigableSet<String> all(Collection<FileDescriptor> files) {
    NavigableSet<String> scopes = new TreeSet<>();
    files.stream()
        .flatMap(file -> file.getServices().stream())
        .flatMap(service -> service.getMethods().stream())
        .forEach(rpc -> of(rpc).ifPresent(scopes::add));
    return scopes;
  }

  private static boolean reads(MethodDescriptor rpc) {
    return READS.matcher(rpc.getName()).matches();
  }

  /// The collection right below the client, or the first one.
  private static String collection(String template) {
    String path =
        VARIABLE
            .matcher(template)
            .replaceAll(match -> match.group(1) == null ? "*" : match.group(1))
            .replaceFirst(":[A-Za-z]+$", "");
    List<String> names =
        List.of(path.split("/", -1)).stream()
            .filter(name -> !name.isEmpty() && !name.equals("v1"))
            .toList();
    boolean below = names.size() > 2 && names.getFirst().equals("clients");
    return names.get(below ? 2 : 0);
  }
}
