package io.agencysuite.crm.imports;

/// A field of a person that a column can fill.
public enum ImportField {
  GIVEN_NAME(100),
  FAMILY_NAME(100),
  FULL_NAME(200),
  TITLE(40),
  BIRTH_DATE(10),
  EMAIL(254),
  PHONE(60),
  STREET(200),
  HOUSE_NUMBER(20),
  POSTAL_CODE(20),
  CITY(100),
  REGION(100),
  COUNTRY_CODE(2),
  LANGUAGE_CODE(35),
  JOB_TITLE(200),
  EXTERNAL_ID(200),
  TAGS(1_000),
  NOTE(5_000);

  private final int maxLength;

  ImportField(int maxLength) {
    this.maxLength = maxLength;
  }

  int maxLength() {
    return maxLength;
  }

  /// True if several columns may fill it.
  boolean isRepeatable() {
    return this == EMAIL || this == PHONE;
  }
}
