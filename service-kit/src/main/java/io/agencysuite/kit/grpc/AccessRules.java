package io.agencysuite.kit.grpc;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Message;
import io.agencysuite.common.v1.Access;
import io.agencysuite.common.v1.AccessProto;
import io.agencysuite.common.v1.Scope;
import io.agencysuite.kit.error.NotFound;
import io.agencysuite.kit.error.PermissionDenied;
import io.agencysuite.kit.error.ServiceException;
import io.agencysuite.kit.error.Unauthenticated;
import io.agencysuite.kit.identity.Identity;
import io.agencysuite.kit.identity.Role;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Decides who may call an RPC from its `access` option, in one place for all services. Deny by
/// default: an RPC without the option refuses everybody.
final class AccessRules {

  private static final Pattern CLIENT = Pattern.compile("^clients/([^/]+)(/.*)?$");

  private record Rule(Access access, Set<Role> roles, List<List<FieldDescriptor>> clientPaths) {}

  private final Map<String, Optional<Rule>> rules = new ConcurrentHashMap<>();

  /// True for the suite's own services; health checks and the like are not ours to guard.
  static boolean guards(io.grpc.MethodDescriptor<?, ?> method) {
    return !String.valueOf(method.getServiceName()).startsWith("grpc.");
  }

  /// @throws ServiceException if this caller may not make this request
  void check(io.grpc.MethodDescriptor<?, ?> method, Message request, Identity caller) {
    Rule rule =
        rules
            .computeIfAbsent(method.getFullMethodName(), name -> read(method))
            .orElseThrow(() -> missingRole(method, "nobody"));
    Access access = rule.access();
    if (access.getPublicAccess()) {
      return;
    }
    if (caller.kind() == Identity.Kind.ANONYMOUS) {
      throw new Unauthenticated("CREDENTIAL_INVALID", "no credential (expected: a bearer token)");
    }
    if (access.getInternal()) {
      require(caller.kind() == Identity.Kind.SERVICE, method, "services of the suite");
    } else if (access.getOperator()) {
      require(caller.kind() == Identity.Kind.OPERATOR, method, "the operator");
    } else if (caller.kind() != Identity.Kind.SERVICE) {
      checkRoles(method, rule, request, caller);
    }
  }

  private static void checkRoles(
      io.grpc.MethodDescriptor<?, ?> method, Rule rule, Message request, Identity caller) {
    switch (rule.access().getScope()) {
      case TENANT -> require(caller.holdsEverywhere(rule.roles()), method, names(rule));
      case ANY_CLIENT -> require(caller.holdsSomewhere(rule.roles()), method, names(rule));
      case CLIENT, SCOPE_UNSPECIFIED, UNRECOGNIZED -> {
        String name = clientName(rule, request);
        Matcher matcher = CLIENT.matcher(name);
        if (!matcher.matches() || !caller.sees(matcher.group(1))) {
          throw NotFound.resource(name);
        }
        require(caller.holds(rule.roles(), matcher.group(1)), method, names(rule));
      }
    }
  }

  private static String clientName(Rule rule, Message request) {
    for (List<FieldDescriptor> path : rule.clientPaths()) {
      Object value = request;
      for (FieldDescriptor field : path) {
        value = read((Message) value, field);
      }
      if (!value.toString().isEmpty()) {
        return value.toString();
      }
    }
    return "";
  }

  /// A service may read a request as another message of the same bytes; its fields have the same
  /// names.
  private static Object read(Message message, FieldDescriptor field) {
    Descriptor type = message.getDescriptorForType();
    FieldDescriptor own =
        type == field.getContainingType() ? field : type.findFieldByName(field.getName());
    if (own == null) {
      throw new IllegalStateException(type.getFullName() + " has no field " + field.getName());
    }
    return message.getField(own);
  }

  private static void require(boolean allowed, io.grpc.MethodDescriptor<?, ?> method, String who) {
    if (!allowed) {
      throw missingRole(method, who);
    }
  }

  private static PermissionDenied missingRole(io.grpc.MethodDescriptor<?, ?> method, String who) {
    String rpc = method.getFullMethodName();
    return new PermissionDenied(
        "ROLE_MISSING",
        rpc + " is not allowed to this caller (expected: " + who + ")",
        Map.of("rpc", rpc));
  }

  private static String names(Rule rule) {
    return rule.roles().stream().sorted().map(Role::name).collect(Collectors.joining(" or "));
  }

  private static Optional<Rule> read(io.grpc.MethodDescriptor<?, ?> method) {
    if (!(method.getSchemaDescriptor() instanceof ProtoMethodDescriptorSupplier schema)) {
      return Optional.empty();
    }
    MethodDescriptor descriptor = schema.getMethodDescriptor();
    if (!descriptor.getOptions().hasExtension(AccessProto.access)) {
      return Optional.empty();
    }
    Access access = descriptor.getOptions().getExtension(AccessProto.access);
    Set<Role> roles = EnumSet.noneOf(Role.class);
    access.getRolesList().forEach(role -> roles.add(Role.valueOf(role.name())));
    boolean named =
        access.getScope() == Scope.CLIENT || access.getScope() == Scope.SCOPE_UNSPECIFIED;
    boolean byRoles = !access.getPublicAccess() && !access.getOperator() && !access.getInternal();
    return Optional.of(
        new Rule(access, roles, named && byRoles ? clientPaths(descriptor, access) : List.of()));
  }

  private static List<List<FieldDescriptor>> clientPaths(MethodDescriptor method, Access access) {
    List<String> candidates =
        access.getClientField().isEmpty()
            ? List.of("parent", "name")
            : List.of(access.getClientField());
    List<List<FieldDescriptor>> paths =
        candidates.stream()
            .map(path -> AccessPath.resolve(method.getInputType(), path))
            .flatMap(Optional::stream)
            .toList();
    if (paths.isEmpty()) {
      throw new IllegalStateException(
          method.getFullName()
              + " names no client (expected: one of the fields "
              + candidates
              + ")");
    }
    return paths;
  }
}
