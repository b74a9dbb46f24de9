package io.agencysuite.gateway.error;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.concurrent.ConcurrentHashMap;

/// The door's own sentences, by language; English where a language has none.
final class Texts {
  private static final String BUNDLE = "io/agencysuite/gateway/problems";
  private static final ResourceBundle.Control NO_FALLBACK =
      ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

  private static final Map<Locale, Texts> KNOWN = new ConcurrentHashMap<>();

  private final ResourceBundle bundle;

  private Texts(ResourceBundle bundle) {
    this.bundle = bundle;
  }

  /// The look for a bundle costs more than the rest of a refusal.
  static Texts of(Locale locale) {
    return KNOWN.computeIfAbsent(
        locale, of -> new Texts(ResourceBundle.getBundle(BUNDLE, of, NO_FALLBACK)));
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
