package io.agencysuite.crm.contact;

/// A postal address; empty where unknown.
public record Address(
    String street,
    String houseNumber,
    String postalCode,
    String city,
    String region,
    String countryCode) {}
