package io.agencysuite.kit.page;

import io.agencysuite.kit.error.InvalidArgument;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.zip.CRC32C;

/// Which page of a list is wanted.
///
/// @param size 1..[#MAX_SIZE]
/// @param after position to continue after, in the list's own key order; empty for the first page
/// @param arguments fingerprint of the list's other arguments, bound into the token
public record PageRequest(int size, List<String> after, int arguments) {

  public static final int DEFAULT_SIZE = 50;
  public static final int MAX_SIZE = 200;

  private static final String SEPARATOR = "\u0000";

  public PageRequest {
    after = List.copyOf(after);
  }

  /// Reads the request's fields: a size of 0 means the default, one over the maximum is coerced
  /// (AIP-158), a negative one is refused, and so is a token of another list.
  ///
  /// @param arguments everything else that selects and orders the list
  public static PageRequest of(int pageSize, String pageToken, Object... arguments) {
    if (pageSize < 0) {
      throw InvalidArgument.field("page_size", pageSize, "0.." + MAX_SIZE + ", 0 for the default");
    }
    int size = pageSize == 0 ? DEFAULT_SIZE : Math.min(pageSize, MAX_SIZE);
    int fingerprint = fingerprint(arguments);
    return new PageRequest(size, parse(pageToken, fingerprint), fingerprint);
  }

  /// The token that continues after this position.
  public String token(List<String> position) {
    String text = arguments + SEPARATOR + String.join(SEPARATOR, position);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> parse(String token, int fingerprint) {
    if (token.isEmpty()) {
      return List.of();
    }
    try {
      String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      List<String> parts = List.of(text.split(SEPARATOR, -1));
      if (parts.size() >= 2 && parts.getFirst().equals(Integer.toString(fingerprint))) {
        return parts.subList(1, parts.size());
      }
    } catch (IllegalArgumentException e) {
      // Not base64: the same answer as for a token of another list.
    }
    throw new InvalidArgument(
        "PAGE_TOKEN_INVALID",
        "page_token: not made by this list with these arguments"
            + " (expected: the next_page_token of the previous page, other arguments unchanged)",
        List.of(
            new io.agencysuite.kit.error.FieldViolation(
                "page_token", "expected: the next_page_token of the previous page")));
  }

  private static int fingerprint(Object... arguments) {
    CRC32C crc = new CRC32C();
    for (Object argument : arguments) {
      crc.update(String.valueOf(argument).getBytes(StandardCharsets.UTF_8));
      crc.update(0);
    }
    return (int) crc.getValue();
  }
}
