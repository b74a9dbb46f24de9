package io.agencysuite.proto;

import com.google.api.AnnotationsProto;
import com.google.api.FieldBehavior;
import com.google.api.HttpRule;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import io.agencysuite.common.v1.Access;
import io.agencysuite.common.v1.AccessProto;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// What every RPC declares, and how standard methods look (AIP-127, 131 to 136, 155, 158).
final class CallRules {

  private CallRules() {}

  private static final Set<String> SHARED_ANSWERS =
      Set.of("google.protobuf.Empty", "google.api.HttpBody");

  static final List<ContractRule> ALL =
      List.of(
          rpc("an rpc says who may call it, in exactly one way", CallRules::hasAccess),
          rpc("an rpc has a route unless it is internal", CallRules::hasRoute),
          rpc("a route starts with /v1/ unless anybody may call it", CallRules::isVersioned),
          rpc("a custom verb is lower camel case", CallRules::hasProperVerb),
          rpc("GET and DELETE have no body", CallRules::hasProperBody),
          rpc("the request is named after the rpc", CallRules::hasOwnRequest),
          rpc("the response is a resource or named after the rpc", CallRules::hasProperResponse),
          rpc("a list is paged", m -> !startsWith(m, "List") || isPaged(m)),
          rpc("a create takes a request_id", m -> !startsWith(m, "Create") || has(m, "request_id")),
          rpc("an update takes an update_mask", m -> !startsWith(m, "Update") || hasMask(m)),
          rpc("name and parent are required", CallRules::requiresNames));

  private static ContractRule rpc(String name, Predicate<MethodDescriptor> keeps) {
    return new ContractRule(
        name,
        contract -> contract.methods().filter(keeps.negate()).map(MethodDescriptor::getFullName));
  }

  private static Access access(MethodDescriptor method) {
    return method.getOptions().getExtension(AccessProto.access);
  }

  private static HttpRule route(MethodDescriptor method) {
    return method.getOptions().getExtension(AnnotationsProto.http);
  }

  private static boolean hasAccess(MethodDescriptor method) {
    Access access = access(method);
    return Stream.of(
                access.getRolesCount() > 0,
                access.getPublicAccess(),
                access.getOperator(),
                access.getInternal())
            .filter(declared -> declared)
            .count()
        == 1;
  }

  private static boolean hasRoute(MethodDescriptor method) {
    return access(method).getInternal() != method.getOptions().hasExtension(AnnotationsProto.http);
  }

  private static Stream<String> templates(MethodDescriptor method) {
    HttpRule route = route(method);
    return Stream.concat(Stream.of(route), route.getAdditionalBindingsList().stream())
        .map(CallRules::template)
        .filter(template -> !template.isEmpty());
  }

  private static String template(HttpRule rule) {
    return switch (rule.getPatternCase()) {
      case GET -> rule.getGet();
      case POST -> rule.getPost();
      case PATCH -> rule.getPatch();
      case DELETE -> rule.getDelete();
      case PUT, CUSTOM, PATTERN_NOT_SET -> "";
    };
  }

  private static boolean isVersioned(MethodDescriptor method) {
    return access(method).getPublicAccess()
        || templates(method).allMatch(template -> template.startsWith("/v1/"));
  }

  private static boolean hasProperVerb(MethodDescriptor method) {
    return templates(method)
        .map(template -> template.substring(template.lastIndexOf('}') + 1))
        .filter(tail -> tail.contains(":"))
        .allMatch(tail -> tail.matches(".*:[a-z][A-Za-z]*"));
  }

  private static boolean hasProperBody(MethodDescriptor method) {
    HttpRule route = route(method);
    boolean isBodiless = route.hasGet() || route.hasDelete();
    return !isBodiless || route.getBody().isEmpty();
  }

  private static boolean hasOwnRequest(MethodDescriptor method) {
    return method.getInputType().getName().equals(method.getName() + "Request");
  }

  private static boolean hasProperResponse(MethodDescriptor method) {
    Descriptor response = method.getOutputType();
    return response.getName().equals(method.getName() + "Response")
        || SHARED_ANSWERS.contains(response.getFullName())
        || !response.getName().endsWith("Response");
  }

  private static boolean isPaged(MethodDescriptor method) {
    FieldDescriptor items = method.getOutputType().findFieldByNumber(1);
    return has(method, "page_size")
        && has(method, "page_token")
        && method.getOutputType().findFieldByName("next_page_token") != null
        && items != null
        && items.isRepeated();
  }

  private static boolean hasMask(MethodDescriptor method) {
    FieldDescriptor mask = method.getInputType().findFieldByName("update_mask");
    return mask != null && mask.getMessageType().getFullName().equals("google.protobuf.FieldMask");
  }

  private static boolean requiresNames(MethodDescriptor method) {
    return Stream.of("name", "parent")
        .map(field -> method.getInputType().findFieldByName(field))
        .allMatch(field -> field == null || Contract.is(field, FieldBehavior.REQUIRED));
  }

  private static boolean has(MethodDescriptor method, String field) {
    return method.getInputType().findFieldByName(field) != null;
  }

  private static boolean startsWith(MethodDescriptor method, String verb) {
    return method.getName().startsWith(verb);
  }
}
