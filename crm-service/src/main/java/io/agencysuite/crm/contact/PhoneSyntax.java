package io.agencysuite.crm.contact;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber;

/// Reads phone numbers as people type them.
public final class PhoneSyntax {

  private PhoneSyntax() {}

  /// The number in E.164; empty when it cannot be read or no such number can exist.
  ///
  /// @param region ISO country of numbers without a country code
  public static String e164(String raw, String region) {
    PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
    try {
      Phonenumber.PhoneNumber number = numbers.parse(raw, region);
      return numbers.isValidNumber(number) ? numbers.format(number, PhoneNumberFormat.E164) : "";
    } catch (NumberParseException e) {
      return "";
    }
  }
}
