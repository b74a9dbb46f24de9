package io.agencysuite.crm.contact;

/// @param raw as it was typed
/// @param e164 empty when the typed number cannot be read
public record PhoneNumber(String raw, String e164, String label) {

  /// Reads a number as typed.
  ///
  /// @param region ISO country of numbers without a country code
  public static PhoneNumber typed(String raw, String label, String region) {
    return new PhoneNumber(raw, PhoneSyntax.e164(raw, region), label);
  }
}
