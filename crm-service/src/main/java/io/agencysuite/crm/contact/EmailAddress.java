package io.agencysuite.crm.contact;

/// @param address normalised by [EmailSyntax]
public record EmailAddress(String address, String label) {}
