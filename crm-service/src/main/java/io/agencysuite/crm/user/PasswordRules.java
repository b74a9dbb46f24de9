package io.agencysuite.crm.user;

import io.agencysuite.kit.error.FieldViolation;
import io.agencysuite.kit.error.InvalidArgument;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What a password may not be, after NIST SP 800-63B: no rules about kinds of characters, but none
/// of those that are tried first. Its length is a rule of the contract.
public final class PasswordRules {

  /// Twelve characters and more; shorter ones are refused anyway.
  private static final Set<String> TRIED_FIRST =
      Set.of(
          "administrator",
          "adminadminadmin",
          "changemechangeme",
          "changemeplease",
          "iloveyou1234",
          "letmeinletmein",
          "letmeinplease",
          "monkeymonkey",
          "password1234",
          "password12345",
          "password123456",
          "passwordpassword",
          "passwort1234",
          "passwort12345",
          "passwortpasswort",
          "qwertyqwerty",
          "qwertyuiop12",
          "qwertyuiop123",
          "qwertyuiopasdf",
          "qwertzqwertz",
          "qwertzuiop12",
          "qwertzuiopasdf",
          "schatzischatzi",
          "sunshine1234",
          "welcome12345",
          "willkommen12",
          "willkommen123",
          "willkommen1234",
          "hallohallohallo",
          "asdfghjkl123",
          "1q2w3e4r5t6y",
          "1qaz2wsx3edc",
          "1qay2wsx3edc",
          "abcd12345678",
          "abc123abc123");

  private static final String RUNS = "abcdefghijklmnopqrstuvwxyz 01234567890123456789";

  private PasswordRules() {}

  /// @param field proto path of the password, for the error
  /// @throws InvalidArgument if the password is easily guessed
  public static void require(String field, String password, String email) {
    String plain = password.strip().toLowerCase(Locale.ROOT);
    String reversed = new StringBuilder(plain).reverse().toString();
    boolean weak =
        TRIED_FIRST.contains(plain)
            || plain.chars().distinct().count() < 4
            || RUNS.contains(plain)
            || RUNS.contains(reversed)
            || plain.equals(email.strip().toLowerCase(Locale.ROOT));
    if (weak) {
      FieldViolation violation =
          new FieldViolation(
              field, "one of those that are tried first (expected: a less common one)");
      throw new InvalidArgument(
          "PASSWORD_WEAK", field + ": " + violation.message(), List.of(violation));
    }
  }
}
