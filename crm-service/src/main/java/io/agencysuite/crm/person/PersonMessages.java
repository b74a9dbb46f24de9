package io.agencysuite.crm.person;

import com.google.protobuf.FieldMask;
import io.agencysuite.crm.contact.ContactMessages;
import io.agencysuite.crm.contact.EmailAddress;
import io.agencysuite.crm.moment.MomentMessages;
import io.agencysuite.crm.origin.Origin;
import io.agencysuite.crm.origin.OriginMessages;
import io.agencysuite.kit.error.NotFound;
import io.agencysuite.kit.grpc.MaskedUpdate;
import io.agencysuite.kit.mongo.Key;
import io.agencysuite.kit.mongo.Stored;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// People on the wire.
public final class PersonMessages {

  private PersonMessages() {}

  public static String name(Key key) {
    return "clients/" + key.client() + "/people/" + key.id();
  }

  /// The key behind `clients/{client}/people/{person}`.
  public static Key key(String tenant, String name) {
    List<String> parts = List.of(name.split("/", -1));
    if (parts.size() != 4) {
      throw NotFound.resource(name);
    }
    return PersonStore.key(tenant, parts.get(1), parts.get(3));
  }

  public static io.agencysuite.crm.v1.Person to(Stored<Person> stored) {
    Person person = stored.value();
    io.agencysuite.crm.v1.Person.Builder message =
        to(person.profile()).toBuilder()
            .setName(name(stored.key()))
            .setEtag(stored.etag())
            .setCreateTime(MomentMessages.to(person.createTime()))
            .setUpdateTime(MomentMessages.to(person.updateTime()));
    if (!person.mergedInto().isEmpty()) {
      message.setMergedInto("clients/" + stored.key().client() + "/people/" + person.mergedInto());
    }
    return message.build();
  }

  static io.agencysuite.crm.v1.Person to(Profile profile) {
    io.agencysuite.crm.v1.Person.Builder message =
        io.agencysuite.crm.v1.Person.newBuilder()
            .setGivenName(profile.givenName())
            .setFamilyName(profile.familyName())
            .setFullName(profile.fullName())
            .setTitle(profile.title())
            .setBirthDate(profile.birthDate())
            .addAllEmails(profile.emails().stream().map(ContactMessages::to).toList())
            .addAllPhones(profile.phones().stream().map(ContactMessages::to).toList())
            .setLanguageCode(profile.languageCode())
            .setOrganization(profile.organization())
            .setJobTitle(profile.jobTitle())
            .addAllExternalIds(profile.externalIds().stream().map(ContactMessages::to).toList())
            .setLifecycleStage(stage(profile.stage()))
            .addAllTags(profile.tags())
            .setNote(profile.note());
    if (!profile.address().equals(Profile.NO_ADDRESS)) {
      message.setAddress(ContactMessages.to(profile.address()));
    }
    if (!profile.source().equals(Origin.UNKNOWN)) {
      message.setSource(OriginMessages.to(profile.source()));
    }
    return message.build();
  }

  /// What a message says about a person.
  ///
  /// @param region ISO country of phone numbers without a country code
  public static Profile from(io.agencysuite.crm.v1.Person message, String region) {
    List<EmailAddress> emails = new ArrayList<>();
    for (int i = 0; i < message.getEmailsCount(); i++) {
      emails.add(ContactMessages.from("person.emails[" + i + "]", message.getEmails(i)));
    }
    return new Profile(
        message.getGivenName().strip(),
        message.getFamilyName().strip(),
        message.getFullName().strip(),
        message.getTitle(),
        message.getBirthDate(),
        emails,
        message.getPhonesList().stream().map(p -> ContactMessages.from(p, region)).toList(),
        message.hasAddress() ? ContactMessages.from(message.getAddress()) : Profile.NO_ADDRESS,
        message.getLanguageCode(),
        message.getOrganization(),
        message.getJobTitle(),
        message.getExternalIdsList().stream().map(ContactMessages::from).toList(),
        message.hasSource() ? OriginMessages.from(message.getSource()) : Origin.UNKNOWN,
        stage(message.getLifecycleStage()),
        List.copyOf(message.getTagsList()),
        message.getNote());
  }

  /// The person with the fields of the mask taken from the message.
  static Person changed(
      Person current,
      io.agencysuite.crm.v1.Person sent,
      FieldMask mask,
      String region,
      Instant now) {
    Profile next = from(MaskedUpdate.apply(to(current.profile()), sent, mask), region);
    return current.changedTo(next, now);
  }

  private static io.agencysuite.crm.v1.Person.LifecycleStage stage(Profile.Stage stage) {
    return switch (stage) {
      case UNKNOWN -> io.agencysuite.crm.v1.Person.LifecycleStage.LIFECYCLE_STAGE_UNSPECIFIED;
      case SUBSCRIBER -> io.agencysuite.crm.v1.Person.LifecycleStage.SUBSCRIBER;
      case LEAD -> io.agencysuite.crm.v1.Person.LifecycleStage.LEAD;
      case OPPORTUNITY -> io.agencysuite.crm.v1.Person.LifecycleStage.OPPORTUNITY;
      case CUSTOMER -> io.agencysuite.crm.v1.Person.LifecycleStage.CUSTOMER;
      case ADVOCATE -> io.agencysuite.crm.v1.Person.LifecycleStage.ADVOCATE;
    };
  }

  private static Profile.Stage stage(io.agencysuite.crm.v1.Person.LifecycleStage stage) {
    return switch (stage) {
      case LIFECYCLE_STAGE_UNSPECIFIED, UNRECOGNIZED -> Profile.Stage.UNKNOWN;
      case SUBSCRIBER -> Profile.Stage.SUBSCRIBER;
      case LEAD -> Profile.Stage.LEAD;
      case OPPORTUNITY -> Profile.Stage.OPPORTUNITY;
      case CUSTOMER -> Profile.Stage.CUSTOMER;
      case ADVOCATE -> Profile.Stage.ADVOCATE;
    };
  }
}
