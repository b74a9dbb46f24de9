package io.agencysuite.crm.imports;

import io.agencysuite.crm.contact.Address;
import io.agencysuite.crm.contact.EmailAddress;
import io.agencysuite.crm.contact.EmailSyntax;
import io.agencysuite.crm.contact.ExternalId;
import io.agencysuite.crm.contact.PhoneNumber;
import io.agencysuite.crm.imports.ImportFailure.Problem;
import io.agencysuite.crm.origin.Origin;
import io.agencysuite.crm.person.Profile;
import io.agencysuite.kit.text.BlankText;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Turns a row into a profile, or says everything that is wrong with it.
final class RowReader {

  private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
  private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*");
  private static final Pattern TAG_SEPARATOR = Pattern.compile(";");
  private static final int LONGEST_TAG = 60;
  private static final int MOST_TAGS = 50;
  private static final List<DateTimeFormatter> DAYS =
      List.of(day("uuuu-MM-dd"), day("uuuuMMdd"), day("dd.MM.uuuu"));

  private final Import spec;
  private final String region;
  private final LocalDate latestBirth;

  /// @param profile empty when there are problems
  record Result(Optional<Profile> profile, List<Problem> problems) {}

  /// @param region ISO country of phone numbers without a country code
  RowReader(Import spec, String region, Instant now) {
    this.spec = spec;
    this.region = region;
    this.latestBirth = Profile.latestBirth(now);
  }

  Result read(CsvText.Row row) {
    if (row.cells().size() != spec.columns().size()) {
      return new Result(
          Optional.empty(),
          List.of(
              new Problem("", row.cells().size() + " fields", spec.columns().size() + " fields")));
    }
    Values values = new Values(row);
    Profile profile =
        new Profile(
            values.text(ImportField.GIVEN_NAME),
            values.text(ImportField.FAMILY_NAME),
            values.text(ImportField.FULL_NAME),
            values.text(ImportField.TITLE),
            values.birthDate(),
            values.emails(),
            values.phones(),
            values.address(),
            values.matching(ImportField.LANGUAGE_CODE, LANGUAGE, "a language, such as de"),
            "",
            values.text(ImportField.JOB_TITLE),
            values.externalIds(),
            Origin.UNKNOWN,
            Profile.Stage.UNKNOWN,
            values.tags(),
            values.text(ImportField.NOTE));
    if (values.problems.isEmpty() && isNobody(profile)) {
      values.problems.add(
          new Problem("", "nobody", "a name, an e-mail address, a phone number or an external id"));
    }
    return values.problems.isEmpty()
        ? new Result(Optional.of(profile), List.of())
        : new Result(Optional.empty(), values.problems);
  }

  private static boolean isNobody(Profile profile) {
    return BlankText.is(profile.givenName() + profile.familyName() + profile.fullName())
        && profile.emails().isEmpty()
        && profile.phones().isEmpty()
        && profile.externalIds().isEmpty();
  }

  private static DateTimeFormatter day(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  /// The mapped values of one row, and what is wrong with them.
  private final class Values {

    private final CsvText.Row row;
    private final List<Problem> problems = new ArrayList<>();

    Values(CsvText.Row row) {
      this.row = row;
    }

    /// Column and value of every column that fills the field, blank ones left out.
    private Map<String, String> all(ImportField field) {
      Map<String, String> found = new LinkedHashMap<>();
      for (Import.Mapping mapping : spec.mappings()) {
        if (mapping.field() == field) {
          String value = row.cells().get(spec.columns().indexOf(mapping.column())).strip();
          if (value.length() > field.maxLength()) {
            problems.add(
                new Problem(
                    mapping.column(), value, "at most " + field.maxLength() + " characters"));
          } else if (!BlankText.is(value)) {
            found.put(mapping.column(), value);
          }
        }
      }
      return found;
    }

    String text(ImportField field) {
      return all(field).values().stream().findFirst().orElse("");
    }

    String matching(ImportField field, Pattern pattern, String expected) {
      Map<String, String> found = all(field);
      found.forEach((column, value) -> {
        if (!pattern.matcher(value).matches()) {
          problems.add(new Problem(column, value, expected));
        }
      });
      return found.values().stream().findFirst().orElse("");
    }

    String birthDate() {
      Map<String, String> found = all(ImportField.BIRTH_DATE);
      for (Map.Entry<String, String> entry : found.entrySet()) {
        Optional<LocalDate> day = parseDay(entry.getValue());
        if (day.filter(born -> !born.isAfter(latestBirth)).isPresent()) {
          return day.get().toString();
        }
        problems.add(
            new Problem(
                entry.getKey(),
                entry.getValue(),
                day.isPresent()
                    ? "not after " + latestBirth
                    : "a day that exists: YYYY-MM-DD, YYYYMMDD or DD.MM.YYYY"));
      }
      return "";
    }

    private Optional<LocalDate> parseDay(String text) {
      for (DateTimeFormatter format : DAYS) {
        try {
          return Optional.of(LocalDate.parse(text, format));
        } catch (DateTimeParseException e) {
          // The next format may fit.
        }
      }
      return Optional.empty();
    }

    List<EmailAddress> emails() {
      Set<String> addresses = new LinkedHashSet<>();
      all(ImportField.EMAIL)
          .forEach((column, value) ->
              EmailSyntax.normalized(value)
                  .ifPresentOrElse(
                      addresses::add,
                      () ->
                          problems.add(
                              new Problem(column, value, "an e-mail address, name@domain"))));
      return addresses.stream().map(address -> new EmailAddress(address, "")).toList();
    }

    List<PhoneNumber> phones() {
      return all(ImportField.PHONE).values().stream()
          .map(raw -> PhoneNumber.typed(raw, "", region))
          .toList();
    }

    Address address() {
      return new Address(
          text(ImportField.STREET),
          text(ImportField.HOUSE_NUMBER),
          text(ImportField.POSTAL_CODE),
          text(ImportField.CITY),
          text(ImportField.REGION),
          matching(ImportField.COUNTRY_CODE, COUNTRY, "two capital letters, ISO 3166-1"));
    }

    List<ExternalId> externalIds() {
      String id = text(ImportField.EXTERNAL_ID);
      return id.isEmpty() ? List.of() : List.of(new ExternalId(spec.externalSystem(), id));
    }

    List<String> tags() {
      Map<String, String> found = all(ImportField.TAGS);
      List<String> tags =
          found.values().stream()
              .flatMap(TAG_SEPARATOR::splitAsStream)
              .map(tag -> tag.strip().toLowerCase(Locale.ROOT))
              .filter(tag -> !tag.isEmpty())
              .distinct()
              .toList();
      boolean tooLong = tags.stream().anyMatch(tag -> tag.length() > LONGEST_TAG);
      if (tags.size() > MOST_TAGS || tooLong) {
        found.forEach((column, value) ->
            problems.add(
                new Problem(
                    column,
                    value,
                    "at most " + MOST_TAGS + " tags of at most " + LONGEST_TAG + " characters")));
      }
      return tags;
    }
  }
}
