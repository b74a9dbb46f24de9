package io.agencysuite.gateway.access;

import com.google.api.AnnotationsProto;
import com.google.api.HttpRule;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import io.agencysuite.common.v1.Access;
import io.agencysuite.common.v1.AccessProto;
import io.agencysuite.common.v1.Role;
import io.agencysuite.gateway.apikey.KeyScopes;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// The role x RPC matrix as a page.
final class AccessDocument {
  private static final List<Role> ROLES =
      Arrays.stream(Role.values())
          .filter(role -> role != Role.ROLE_UNSPECIFIED && role != Role.UNRECOGNIZED)
          .toList();
  private static final String HEAD =
      """
      # Who may call what

      Made from the `access` options of the contract by `AccessDocumentTest`, which fails when this
      page is stale; to rewrite it:

          ./mvnw -pl gateway test -Dtest=AccessDocumentTest -Daccess.write=true

      The services enforce it (`AccessRules` of the kit), the door decides only who the caller is.
      What is not allowed here is denied; an RPC without the option stops the start.
      `AccessMatrixTest` calls every RPC with every role in a running suite.

      **where**: `client`, the role has to be held on the client that the request names, or on all
      clients; `tenant`, on all clients; `any`, on at least one client, and the answer holds only
      what the caller may see. Who does not see a client gets 404 for everything below it, who sees
      it without the role 403.
      **scope** is what an [API key](api-keys.md) can be narrowed to. Roles: O owner, P planner,
      M community manager, S sales, A analyst, V client viewer, X partner. A key never holds O.
      """;
  private static final String LETTERS = "OPMSAVX";

  private final List<FileDescriptor> files;

  AccessDocument(List<FileDescriptor> files) {
    this.files = List.copyOf(files);
  }

  String text() {
    return HEAD
        + files.stream()
            .flatMap(file -> file.getServices().stream())
            .filter(service -> service.getFile().getPackage().startsWith("agency."))
            .sorted(Comparator.comparing(ServiceDescriptor::getFullName))
            .map(AccessDocument::section)
            .collect(Collectors.joining());
  }

  private static String section(ServiceDescriptor service) {
    return "\n## "
        + service.getFullName()
        + "\n\n| RPC | route | where | "
        + LETTERS.chars().mapToObj(Character::toString).collect(Collectors.joining(" | "))
        + " | scope |\n|---|---|---|"
        + "---|".repeat(LETTERS.length())
        + "---|\n"
        + service.getMethods().stream().map(AccessDocument::row).collect(Collectors.joining());
  }

  private static String row(MethodDescriptor rpc) {
    Access access = rpc.getOptions().getExtension(AccessProto.access);
    return "| "
        + String.join(
            " | ",
            rpc.getName(),
            route(rpc),
            where(access),
            ROLES.stream()
                .map(role -> access.getRolesList().contains(role) ? "x" : "")
                .collect(Collectors.joining(" | ")),
            access.getInternal() ? "" : KeyScopes.of(rpc).map(s -> "`" + s + "`").orElse(""))
        + " |\n";
  }

  private static String where(Access access) {
    if (access.getPublicAccess()) {
      return "**everybody**";
    }
    if (access.getOperator()) {
      return "**operator**";
    }
    if (access.getInternal()) {
      return "services only";
    }
    return switch (access.getScope()) {
      case TENANT -> "tenant";
      case ANY_CLIENT -> "any";
      case CLIENT, SCOPE_UNSPECIFIED, UNRECOGNIZED -> "client";
    };
  }

  private static String route(MethodDescriptor rpc) {
    HttpRule rule = rpc.getOptions().getExtension(AnnotationsProto.http);
    return switch (rule.getPatternCase()) {
      case GET -> "`GET " + rule.getGet() + "`";
      case POST -> "`POST " + rule.getPost() + "`";
      case PATCH -> "`PATCH " + rule.getPatch() + "`";
      case DELETE -> "`DELETE " + rule.getDelete() + "`";
      case PUT -> "`PUT " + rule.getPut() + "`";
      case CUSTOM -> "`" + rule.getCustom().getKind() + " " + rule.getCustom().getPath() + "`";
      case PATTERN_NOT_SET -> "";
    };
  }
}
