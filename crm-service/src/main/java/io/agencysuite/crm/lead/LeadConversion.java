package io.agencysuite.crm.lead;

import io.agencysuite.crm.client.ClientStore;
import io.agencysuite.crm.contact.EmailAddress;
import io.agencysuite.crm.contact.PhoneNumber;
import io.agencysuite.crm.person.Person;
import io.agencysuite.crm.person.PersonStore;
import io.agencysuite.crm.person.Profile;
import io.agencysuite.crm.unique.DerivedIds;
import io.agencysuite.crm.unique.UniqueValues;
import io.agencysuite.kit.error.Aborted;
import io.agencysuite.kit.error.FailedPrecondition;
import io.agencysuite.kit.mongo.Claims;
import io.agencysuite.kit.mongo.Key;
import io.agencysuite.kit.mongo.Stored;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;

/// Ties a lead to a person, as a saga whose log is the lead itself: note the person in the lead,
/// fill or create the person, close the lead. Whoever comes later, a retry after a crash included,
/// finds the note and goes on from there. A new person takes the lead's id, so that two tries
/// create one.
@Component
final class LeadConversion {

  private static final int ATTEMPTS = 5;
  private static final Duration ADDRESS_CLAIM = Duration.ofHours(1);

  private final LeadStore leads;
  private final PersonStore people;
  private final ClientStore clients;
  private final Claims claims;
  private final InstantSource clock;

  /// The lead and the person it is tied to.
  record Converted(Stored<Lead> lead, Stored<Person> person) {}

  LeadConversion(
      LeadStore leads,
      PersonStore people,
      ClientStore clients,
      Claims claims,
      InstantSource clock) {
    this.leads = leads;
    this.people = people;
    this.clients = clients;
    this.claims = claims;
    this.clock = clock;
  }

  /// @param named id of the person asked for; empty to find or create one
  Converted convert(Key key, String etag, String named) {
    Stored<Lead> lead = leads.require(key);
    if (lead.value().state() == Lead.State.CONVERTED) {
      return answer(lead, named);
    }
    if (!etag.isEmpty() && !etag.equals(lead.etag()) && !leads.isAffected(key)) {
      throw Aborted.stale(LeadMessages.name(key), etag, lead.etag());
    }
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      String target = named.isEmpty() ? target(key, lead, attempt) : named;
      if (!named.isEmpty()) {
        people.require(person(key, named));
      }
      note(key, target, attempt);
      Optional<Stored<Person>> person = fill(person(key, target), lead.value());
      if (person.isPresent()) {
        Stored<Lead> closed =
            leads.step(key, current -> current.converted(target, clock.instant()));
        return new Converted(closed, person.get());
      }
      forget(key, lead.value());
    }
    throw Aborted.stale(LeadMessages.name(key), lead.etag(), "a moment without other writers");
  }

  /// The first note also marks the lead with the call, so that its next try may pass an etag that
  /// the note itself made old; that try finds the same target noted.
  private void note(Key key, String target, int attempt) {
    UnaryOperator<Lead> change = lead -> lead.converting(target, clock.instant());
    if (attempt == 0) {
      leads.update(key, "", change);
    } else {
      leads.step(key, change);
    }
  }

  private Converted answer(Stored<Lead> lead, String named) {
    String person = noted(lead).orElseThrow();
    if (!named.isEmpty() && !named.equals(person)) {
      throw new FailedPrecondition(
          "LEAD_STATE_FORBIDS",
          LeadMessages.name(lead.key())
              + " is converted to another person (expected: "
              + person
              + ")",
          Map.of("person", person));
    }
    return new Converted(lead, people.require(person(lead.key(), person)));
  }

  private static Optional<String> noted(Stored<Lead> lead) {
    return Optional.ofNullable(lead.value().conversion()).map(Lead.Conversion::person);
  }

  /// The person that a former try noted; else the oldest one with the lead's address; else the one
  /// that somebody is creating for this address right now; else a new one, whose id follows from
  /// the lead. A later attempt means that the one before was deleted meanwhile.
  private String target(Key key, Stored<Lead> lead, int attempt) {
    if (attempt == 0 && noted(lead).isPresent()) {
      return noted(lead).get();
    }
    String fresh = attempt == 0 ? key.id() : DerivedIds.ofPart(key.id(), "person " + attempt);
    String email = lead.value().details().email();
    if (email.isEmpty()) {
      return fresh;
    }
    return people
        .oldestWithEmail(key.tenant(), key.client(), email)
        .map(person -> person.key().id())
        .orElseGet(() -> claims.claim(addressKey(key, email), fresh, "", ADDRESS_CLAIM).target());
  }

  private void forget(Key key, Lead lead) {
    String email = lead.details().email();
    if (!email.isEmpty()) {
      claims
          .find(addressKey(key, email))
          .ifPresent(claim -> claims.release(addressKey(key, email), claim.target()));
    }
  }

  /// The person with what it lacked from the lead; empty when it was deleted.
  private Optional<Stored<Person>> fill(Key key, Lead lead) {
    Instant now = clock.instant();
    Profile profile = profile(key, lead);
    if (people.get(key).isEmpty()
        && people.createAll(Map.of(key, Person.of(profile, now))).get(key)
            instanceof PersonStore.Creation.Refused) {
      return Optional.empty();
    }
    return people.update(key, "", person -> person.filledFrom(profile, now));
  }

  private Profile profile(Key key, Lead lead) {
    Lead.Details details = lead.details();
    String region = clients.require(key.tenant(), key.client()).countryCode();
    boolean nameless = (details.givenName() + details.familyName() + details.fullName()).isEmpty();
    boolean unknown = nameless && details.email().isEmpty() && details.phone().isEmpty();
    return new Profile(
        details.givenName(),
        details.familyName(),
        unknown ? "Lead " + key.id() : details.fullName(),
        "",
        "",
        details.email().isEmpty() ? List.of() : List.of(new EmailAddress(details.email(), "")),
        details.phone().isEmpty()
            ? List.of()
            : List.of(PhoneNumber.typed(details.phone(), "", region)),
        Profile.NO_ADDRESS,
        "",
        "",
        "",
        List.of(),
        lead.capture().origin(),
        Profile.Stage.LEAD,
        List.of(),
        "");
  }

  private static Key person(Key lead, String id) {
    return PersonStore.key(lead.tenant(), lead.client(), id);
  }

  private static Key addressKey(Key lead, String email) {
    return UniqueValues.key(lead.tenant(), lead.client(), "conversion-email", email);
  }
}
