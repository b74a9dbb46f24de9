package io.agencysuite.k8s;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.gson.annotations.SerializedName;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Strict check of an object against Kubernetes' own model classes. Their `validateJsonElement`
/// finds unknown and missing fields but passes a number where a text belongs, so types are compared
/// here as well.
final class Schema {

  private static final Map<String, String> PREFIX = Map.of("autoscaling/v2", "V2");
  private static final String MODELS = "io.kubernetes.client.openapi.models.";

  private Schema() {}

  static List<String> violations(JsonElement object) {
    String kind = Json.text(object, "kind");
    String version = PREFIX.getOrDefault(Json.text(object, "apiVersion"), "V1");
    Class<?> model;
    try {
      model = Class.forName(MODELS + version + kind);
    } catch (ClassNotFoundException e) {
      return List.of("kind: " + kind + " (expected: a kind of Kubernetes)");
    }
    return Stream.concat(refusal(model, object).stream(), mistyped(model, object, kind)).toList();
  }

  private static Optional<String> refusal(Class<?> model, JsonElement object) {
    try {
      model.getMethod("validateJsonElement", JsonElement.class).invoke(null, object);
      return Optional.empty();
    } catch (InvocationTargetException e) {
      return Optional.of(String.valueOf(e.getCause()));
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("the model class " + model + " cannot validate", e);
    }
  }

  private static Stream<String> mistyped(Type type, JsonElement value, String path) {
    if (type instanceof ParameterizedType generic) {
      return mistypedChildren(generic, value, path);
    }
    Class<?> model = (Class<?>) type;
    return switch (model.getSimpleName()) {
      case "String" -> expect(isText(value), value, path, "a text");
      case "Boolean" -> expect(isBoolean(value), value, path, "true or false");
      case "Integer", "Long" -> expect(isInteger(value), value, path, "a whole number");
      case "IntOrString" ->
          expect(isText(value) || isInteger(value), value, path, "a whole number or a text");
      case "Quantity" -> expect(isQuantity(value), value, path, "a quantity");
      case "Object", "OffsetDateTime" -> Stream.empty();
      default ->
          value.isJsonObject()
              ? mistypedFields(model, value.getAsJsonObject(), path)
              : expect(false, value, path, "an object");
    };
  }

  private static Stream<String> mistypedChildren(
      ParameterizedType generic, JsonElement value, String path) {
    Type[] arguments = generic.getActualTypeArguments();
    if (arguments.length == 1) {
      return value.isJsonArray()
          ? value.getAsJsonArray().asList().stream()
              .flatMap(item -> mistyped(arguments[0], item, path + "[]"))
          : expect(false, value, path, "a list");
    }
    return value.isJsonObject()
        ? value.getAsJsonObject().entrySet().stream()
            .flatMap(e -> mistyped(arguments[1], e.getValue(), path + "." + e.getKey()))
        : expect(false, value, path, "a map");
  }

  private static Stream<String> mistypedFields(Class<?> model, JsonObject value, String path) {
    Map<String, Field> fields = new HashMap<>();
    Arrays.stream(model.getDeclaredFields())
        .filter(field -> field.isAnnotationPresent(SerializedName.class))
        .forEach(field -> fields.put(field.getAnnotation(SerializedName.class).value(), field));
    return value.entrySet().stream()
        .flatMap(e -> {
          Field field = fields.get(e.getKey());
          String at = path + "." + e.getKey();
          return field == null
              ? Stream.of(at + ": unknown field")
              : mistyped(field.getGenericType(), e.getValue(), at);
        });
  }

  private static Stream<String> expect(
      boolean holds, JsonElement value, String path, String expected) {
    return holds
        ? Stream.empty()
        : Stream.of(path + ": " + value + " (expected: " + expected + ")");
  }

  private static boolean isText(JsonElement value) {
    return value instanceof JsonPrimitive primitive && primitive.isString();
  }

  private static boolean isBoolean(JsonElement value) {
    return value instanceof JsonPrimitive primitive && primitive.isBoolean();
  }

  private static boolean isInteger(JsonElement value) {
    return value instanceof JsonPrimitive primitive
        && primitive.isNumber()
        && primitive.getAsDouble() == Math.rint(primitive.getAsDouble());
  }

  private static boolean isQuantity(JsonElement value) {
    return value instanceof JsonPrimitive primitive
        && primitive.getAsString().matches("[0-9]+(\\.[0-9]+)?(m|k|Ki|M|Mi|G|Gi|T|Ti)?");
  }
}
