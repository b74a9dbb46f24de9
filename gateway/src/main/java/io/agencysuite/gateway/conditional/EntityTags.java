package io.agencysuite.gateway.conditional;

import io.agencysuite.gateway.error.DoorException;
import io.agencysuite.gateway.error.DoorReason;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The value of `If-Match` or `If-None-Match`.
///
/// @param any `*`
record EntityTags(boolean any, List<EntityTag> tags) {
  private static final Pattern TAG =
      Pattern.compile("[ \\t]*(W/)?(\"[\\x21\\x23-\\x7e\\x80-\\xff]*\")[ \\t]*(,|$)");
  private static final Pattern STRONG = Pattern.compile("\"[\\x21\\x23-\\x7e]*\"");
  private static final int MOST = 100;

  /// @param opaque with its quotes
  record EntityTag(boolean weak, String opaque) {}

  EntityTags {
    tags = List.copyOf(tags);
  }

  /// True for what stands in an `ETag` header as it is, which is what AIP-154 asks of an etag.
  static boolean isStrong(String etag) {
    return STRONG.matcher(etag).matches();
  }

  /// Null without the header.
  static @Nullable EntityTags of(HttpServletRequest request, String header) {
    List<String> lines = Collections.list(request.getHeaders(header));
    if (lines.isEmpty()) {
      return null;
    }
    String text = String.join(",", lines).strip();
    if (text.equals("*")) {
      return new EntityTags(true, List.of());
    }
    List<EntityTag> tags = new ArrayList<>();
    Matcher matcher = TAG.matcher(text);
    int at = 0;
    while (at < text.length()) {
      if (!matcher.find(at) || matcher.start() != at || tags.size() == MOST) {
        throw invalid(header, text, "* or quoted etags joined by commas");
      }
      tags.add(new EntityTag(matcher.group(1) != null, matcher.group(2)));
      at = matcher.end();
    }
    if (tags.isEmpty() || text.endsWith(",")) {
      throw invalid(header, text, "* or quoted etags joined by commas");
    }
    return new EntityTags(false, tags);
  }

  /// True if this etag is among them; weak ones count as well.
  boolean match(String etag) {
    return any || tags.stream().anyMatch(tag -> tag.opaque().equals(etag));
  }

  static DoorException invalid(String header, String text, String expected) {
    String shown = text.length() > 80 ? text.substring(0, 77) + "..." : text;
    return DoorException.of(DoorReason.PRECONDITION_INVALID, header, shown, expected);
  }
}
