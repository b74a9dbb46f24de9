package io.agencysuite.store;

/** A stored document that goes to the wire as it is. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record RawDocument(byte[] bytes) {}
