package io.agencysuite.crm.contact;

/// Contact data on the wire.
public final class ContactMessages {

  private ContactMessages() {}

  public static io.agencysuite.crm.v1.EmailAddress to(EmailAddress email) {
    return io.agencysuite.crm.v1.EmailAddress.newBuilder()
        .setAddress(email.address())
        .setLabel(email.label())
        .build();
  }

  /// @param field proto path, for the error
  public static EmailAddress from(String field, io.agencysuite.crm.v1.EmailAddress email) {
    return new EmailAddress(
        EmailSyntax.require(field + ".address", email.getAddress()), email.getLabel());
  }

  public static io.agencysuite.crm.v1.PhoneNumber to(PhoneNumber phone) {
    return io.agencysuite.crm.v1.PhoneNumber.newBuilder()
        .setRaw(phone.raw())
        .setE164(phone.e164())
        .setLabel(phone.label())
        .build();
  }

  /// @param region ISO country of numbers without a country code
  public static PhoneNumber from(io.agencysuite.crm.v1.PhoneNumber phone, String region) {
    return PhoneNumber.typed(phone.getRaw(), phone.getLabel(), region);
  }

  public static io.agencysuite.crm.v1.Address to(Address address) {
    return io.agencysuite.crm.v1.Address.newBuilder()
        .setStreet(address.street())
        .setHouseNumber(address.houseNumber())
        .setPostalCode(address.postalCode())
        .setCity(address.city())
        .setRegion(address.region())
        .setCountryCode(address.countryCode())
        .build();
  }

  public static Address from(io.agencysuite.crm.v1.Address address) {
    return new Address(
        address.getStreet(),
        address.getHouseNumber(),
        address.getPostalCode(),
        address.getCity(),
        address.getRegion(),
        address.getCountryCode());
  }

  public static io.agencysuite.crm.v1.ExternalId to(ExternalId id) {
    return io.agencysuite.crm.v1.ExternalId.newBuilder()
        .setSystem(id.system())
        .setId(id.id())
        .build();
  }

  public static ExternalId from(io.agencysuite.crm.v1.ExternalId id) {
    return new ExternalId(id.getSystem(), id.getId());
  }
}
