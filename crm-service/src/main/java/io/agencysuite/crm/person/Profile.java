package io.agencysuite.crm.person;

import io.agencysuite.crm.contact.Address;
import io.agencysuite.crm.contact.EmailAddress;
import io.agencysuite.crm.contact.ExternalId;
import io.agencysuite.crm.contact.PhoneNumber;
import io.agencysuite.crm.origin.Origin;
import io.agencysuite.kit.error.InvalidArgument;
import io.agencysuite.kit.text.BlankText;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What people say about a person; empty where unknown.
///
/// @param birthDate ISO day
/// @param organization resource name
public record Profile(
    String givenName,
    String familyName,
    String fullName,
    String title,
    String birthDate,
    List<EmailAddress> emails,
    List<PhoneNumber> phones,
    Address address,
    String languageCode,
    String organization,
    String jobTitle,
    List<ExternalId> externalIds,
    Origin source,
    Stage stage,
    List<String> tags,
    String note) {

  /// No address is known.
  public static final Address NO_ADDRESS = new Address("", "", "", "", "", "");

  private static final int MOST_EMAILS = 10;
  private static final int MOST_PHONES = 10;

  /// How far the relation has come.
  public enum Stage {
    UNKNOWN,
    SUBSCRIBER,
    LEAD,
    OPPORTUNITY,
    CUSTOMER,
    ADVOCATE
  }

  public Profile {
    emails = List.copyOf(emails);
    phones = List.copyOf(phones);
    externalIds = List.copyOf(externalIds);
    tags = List.copyOf(tags);
  }

  /// Refuses a person nobody could tell apart, days that do not exist and values given twice.
  public Profile checked() {
    boolean nobody =
        BlankText.is(givenName + familyName + fullName)
            && emails.isEmpty()
            && phones.isEmpty()
            && externalIds.isEmpty();
    if (nobody) {
      throw InvalidArgument.field(
          "person",
          "nothing to tell it by",
          "a name, an e-mail address, a phone number or an external id");
    }
    requireDay();
    requireDistinct("person.emails", emails.stream().map(EmailAddress::address).toList());
    requireDistinct("person.external_ids", externalIds.stream().map(ExternalId::system).toList());
    return this;
  }

  /// Every name and address of this one, and what it lacks from the other one. The first source
  /// stays.
  public Profile filledFrom(Profile other) {
    return new Profile(
        first(givenName, other.givenName),
        first(familyName, other.familyName),
        first(fullName, other.fullName),
        first(title, other.title),
        first(birthDate, other.birthDate),
        emails.isEmpty() ? other.emails.stream().limit(MOST_EMAILS).toList() : emails,
        phones.isEmpty() ? other.phones.stream().limit(MOST_PHONES).toList() : phones,
        address.equals(NO_ADDRESS) ? other.address : address,
        first(languageCode, other.languageCode),
        first(organization, other.organization),
        first(jobTitle, other.jobTitle),
        externalIds,
        source.equals(Origin.UNKNOWN) ? other.source : source,
        stage.compareTo(other.stage) >= 0 ? stage : other.stage,
        tags,
        first(note, other.note));
  }

  /// The same profile with the first source that was known.
  Profile keepingSourceOf(Profile before) {
    if (before.source.equals(Origin.UNKNOWN)) {
      return this;
    }
    return new Profile(
        givenName,
        familyName,
        fullName,
        title,
        birthDate,
        emails,
        phones,
        address,
        languageCode,
        organization,
        jobTitle,
        externalIds,
        before.source,
        stage,
        tags,
        note);
  }

  List<String> searchTerms() {
    List<String> texts = new ArrayList<>(List.of(givenName, familyName, fullName));
    texts.add(givenName + ' ' + familyName);
    List<String> terms = new ArrayList<>(SearchTerms.ofNames(texts));
    emails.forEach(email -> terms.add(email.address()));
    return List.copyOf(terms);
  }

  /// Refuses a birth date in the future; a day ahead passes, because zones differ.
  Profile bornBy(Instant now) {
    if (!birthDate.isEmpty() && LocalDate.parse(birthDate).isAfter(latestBirth(now))) {
      throw InvalidArgument.field("person.birth_date", birthDate, "not after " + latestBirth(now));
    }
    return this;
  }

  /// The last day on which somebody may be born.
  public static LocalDate latestBirth(Instant now) {
    return LocalDate.ofInstant(now, ZoneOffset.UTC).plusDays(1);
  }

  private void requireDay() {
    if (birthDate.isEmpty()) {
      return;
    }
    try {
      LocalDate.parse(birthDate);
    } catch (DateTimeParseException e) {
      throw InvalidArgument.field("person.birth_date", birthDate, "a calendar day, YYYY-MM-DD");
    }
  }

  private static void requireDistinct(String field, List<String> values) {
    Set<String> seen = new HashSet<>();
    for (String value : values) {
      if (!seen.add(value)) {
        throw InvalidArgument.field(field, value + " twice", "every value once");
      }
    }
  }

  private static String first(String own, String other) {
    return own.isEmpty() ? other : own;
  }

  /// Names nobody: a profile may end up in a log by accident.
  @Override
  public String toString() {
    return "Profile[" + stage + "]";
  }
}
