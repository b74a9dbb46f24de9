package io.agencysuite.gateway.error;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A failure in one language, ready to be written.
///
/// @param reason why, a constant in capitals; empty when the failing service gave none
/// @param domain whose reason it is
/// @param headers response headers that belong to it
record Problem(
    int status,
    String title,
    String detail,
    String code,
    String reason,
    String domain,
    List<FieldError> errors,
    Map<String, String> headers) {

  Problem {
    errors = List.copyOf(errors);
    headers = Map.copyOf(headers);
  }

  record FieldError(String field, String message) {}

  /// Where `/docs` explains it.
  String type() {
    String anchor = reason.isEmpty() ? code : reason;
    return "/docs#" + anchor.toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
