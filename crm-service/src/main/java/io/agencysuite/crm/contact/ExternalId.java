package io.agencysuite.crm.contact;

/// The id by which another system knows a record.
public record ExternalId(String system, String id) {

  /// One text for both, for claims.
  public String joined() {
    return system + ':' + id;
  }
}
