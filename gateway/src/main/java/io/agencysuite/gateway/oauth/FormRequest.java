package io.agencysuite.gateway.oauth;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A request whose parameters were read already.
final class FormRequest extends HttpServletRequestWrapper {
  private final Map<String, List<String>> fields;

  FormRequest(HttpServletRequest request, Map<String, List<String>> fields) {
    super(request);
    this.fields = fields;
  }

  @Override
  public @Nullable String getParameter(String name) {
    List<String> values = fields.get(name);
    return values == null ? null : values.getFirst();
  }

  @Override
  public String @Nullable [] getParameterValues(String name) {
    List<String> values = fields.get(name);
    return values == null ? null : values.toArray(String[]::new);
  }

  @Override
  public Enumeration<String> getParameterNames() {
    return Collections.enumeration(fields.keySet());
  }

  @Override
  public Map<String, String[]> getParameterMap() {
    Map<String, String[]> all = new LinkedHashMap<>();
    fields.forEach((name, values) -> all.put(name, values.toArray(String[]::new)));
    return all;
  }
}
