package io.agencysuite.k8s;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// Reads YAML as JSON and walks it without asking at every step whether something is there.
final class Json {

  private Json() {}

  static List<JsonElement> documents(String yaml) {
    Gson gson = new Gson();
    Iterable<Object> documents = new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(yaml);
    return StreamSupport.stream(documents.spliterator(), false).map(gson::toJsonTree).toList();
  }

  /// The element at a dotted path; JSON null when a step is missing.
  static JsonElement at(JsonElement from, String path) {
    JsonElement here = from;
    for (String step : path.split("\\.", -1)) {
      if (!here.isJsonObject() || !here.getAsJsonObject().has(step)) {
        return JsonNull.INSTANCE;
      }
      here = here.getAsJsonObject().get(step);
    }
    return here;
  }

  static boolean has(JsonElement from, String path) {
    return !at(from, path).isJsonNull();
  }

  /// The text of a scalar; empty when there is none.
  static String text(JsonElement from, String path) {
    JsonElement found = at(from, path);
    return found.isJsonPrimitive() ? found.getAsString() : "";
  }

  static double number(JsonElement from, String path) {
    JsonElement found = at(from, path);
    boolean isNumber = found.isJsonPrimitive() && found.getAsJsonPrimitive().isNumber();
    return isNumber ? found.getAsDouble() : Double.NaN;
  }

  static Stream<JsonElement> each(JsonElement from, String path) {
    JsonElement found = at(from, path);
    return found instanceof JsonArray array ? array.asList().stream() : Stream.empty();
  }

  /// Whether every pair of the selector stands among the labels.
  static boolean selects(JsonElement selector, JsonElement labels) {
    return selector.isJsonObject()
        && labels.isJsonObject()
        && labels.getAsJsonObject().entrySet().containsAll(selector.getAsJsonObject().entrySet());
  }
}
