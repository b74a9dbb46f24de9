package io.agencysuite.gateway.error;

import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/// The door's own sentences, by language; English where a language has none.
final class Texts {
  private static final String BUNDLE = "io/agencysuite/gateway/problems";
  private static final ResourceBundle.Control NO_FALLBACK =
      ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

  private final ResourceBundle bundle;

  Texts(Locale locale) {
    this.bundle = ResourceBundle.getBundle(BUNDLE, locale, NO_FALLBACK);
  }

  String title(int status) {
    String key = "title." + status;
    return bundle.containsKey(key) ? bundle.getString(key) : "HTTP " + status;
  }

  /// The pattern of a reason, or what the caller knows when the bundle has none.
  String pattern(String key, String otherwise) {
    return bundle.containsKey(key) ? bundle.getString(key) : otherwise;
  }

  String text(DoorReason reason, List<String> arguments) {
    return io.agencysuite.gateway.transcode.Reason.fill(
        bundle.getString("door." + reason), arguments);
  }
}
