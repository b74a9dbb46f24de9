package io.agencysuite.crm.contact;

import com.sanctionco.jmail.EmailValidator;
import com.sanctionco.jmail.JMail;
import io.agencysuite.kit.error.InvalidArgument;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/// Which addresses are taken, and how they are compared: without spaces around, in Unicode NFC and
/// in lower case.
public final class EmailSyntax {

  private static final EmailValidator VALIDATOR =
      JMail.strictValidator()
          .disallowQuotedIdentifiers()
          .withRule(email -> !email.hasIdentifier() && email.comments().isEmpty())
          .withRule(email -> email.localPart().indexOf('"') < 0);

  private EmailSyntax() {}

  /// The address as it is stored, or nothing when its syntax is wrong.
  public static Optional<String> normalized(String address) {
    String stored = Normalizer.normalize(address.strip(), Normalizer.Form.NFC);
    return VALIDATOR.isValid(stored)
        ? Optional.of(stored.toLowerCase(Locale.ROOT))
        : Optional.empty();
  }

  /// The address as it is stored.
  ///
  /// @param field proto path, for the error
  public static String require(String field, String address) {
    return normalized(address)
        .orElseThrow(() ->
            InvalidArgument.field(field, "'" + address + "'", "an e-mail address, name@domain"));
  }
}
