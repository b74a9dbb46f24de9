package io.agencysuite.crm.person;

import io.agencysuite.crm.contact.ExternalId;
import java.time.Instant;
import java.util.List;

/// A human whom a client knows.
///
/// @param mergedInto id of the person this one was merged into; empty when it stands alone
/// @param claimingIds external ids that a change under way wants
/// @param searchTerms follow from the profile
public record Person(
    Profile profile,
    String mergedInto,
    List<ExternalId> claimingIds,
    List<String> searchTerms,
    Instant createTime,
    Instant updateTime) {

  public Person {
    claimingIds = List.copyOf(claimingIds);
    searchTerms = profile.searchTerms();
  }

  /// A new person.
  public static Person of(Profile profile, Instant now) {
    return new Person(profile.checked().bornBy(now), "", List.of(), List.of(), now, now);
  }

  /// The same person with another profile; the first source stays.
  Person changedTo(Profile next, Instant now) {
    Profile kept = next.keepingSourceOf(profile);
    if (kept.equals(profile) && claimingIds.isEmpty()) {
      return this;
    }
    kept.checked();
    if (!kept.birthDate().equals(profile.birthDate())) {
      kept.bornBy(now);
    }
    return new Person(kept, mergedInto, List.of(), List.of(), createTime, now);
  }

  /// The same person with what it lacks from the other profile.
  public Person filledFrom(Profile other, Instant now) {
    return changedTo(profile.filledFrom(other), now);
  }

  Person claiming(List<ExternalId> wanted) {
    return new Person(profile, mergedInto, wanted, List.of(), createTime, updateTime);
  }

  boolean holdsOrClaims(ExternalId id) {
    return profile.externalIds().contains(id) || claimingIds.contains(id);
  }

  public boolean hasEmail(String address) {
    return profile.emails().stream().anyMatch(email -> email.address().equals(address));
  }
}
