package io.agencysuite.gateway.oauth;

import io.agencysuite.gateway.error.DoorException;
import io.agencysuite.gateway.error.DoorReason;
import io.agencysuite.gateway.error.Problems;
import io.agencysuite.gateway.guard.BodyReader;
import io.agencysuite.gateway.transcode.TranscodingException;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.util.unit.DataSize;

/// Reads forms with the limits that every other body has, instead of the container's.
final class BoundedForms implements Filter {
  private static final DataSize BODY_MAX = DataSize.ofKilobytes(32);
  private static final int FIELDS_MAX = 100;

  private final BodyReader bodies;

  BoundedForms(BodyReader bodies) {
    this.bodies = bodies;
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest asked = (HttpServletRequest) request;
    if (!isForm(asked)) {
      chain.doFilter(request, response);
      return;
    }
    FormRequest form;
    try {
      form = new FormRequest(asked, fields(asked));
    } catch (DoorException | TranscodingException e) {
      Problems.write(asked, (HttpServletResponse) response, e);
      return;
    }
    chain.doFilter(form, response);
  }

  private static boolean isForm(HttpServletRequest request) {
    String type = request.getContentType();
    return request.getMethod().equals("POST")
        && type != null
        && type.toLowerCase(Locale.ROOT).startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE);
  }

  /// The fields of the body behind those of the query.
  private Map<String, List<String>> fields(HttpServletRequest request) throws IOException {
    Map<String, List<String>> fields = new LinkedHashMap<>();
    String query = request.getQueryString();
    add(fields, query == null ? "" : query);
    add(fields, new String(bodies.read(request, BODY_MAX), StandardCharsets.ISO_8859_1));
    return fields;
  }

  private static void add(Map<String, List<String>> fields, String text) {
    List<String> pairs = List.of(text.split("&", FIELDS_MAX + 1));
    try {
      for (String pair : pairs) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        if (!name.isEmpty()) {
          fields
              .computeIfAbsent(decode(name), _ -> new ArrayList<>(1))
              .add(equals < 0 ? "" : decode(pair.substring(equals + 1)));
        }
      }
    } catch (IllegalArgumentException e) {
      throw DoorException.of(DoorReason.REQUEST_REFUSED);
    }
    if (pairs.size() > FIELDS_MAX) {
      throw DoorException.of(DoorReason.REQUEST_REFUSED);
    }
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
