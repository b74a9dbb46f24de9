package io.agencysuite.metrics.stream;

import java.util.Arrays;
import java.util.Objects;

/// What a plan does to one document of the ledger.
public final class Op {

  /// How the bytes are applied. The codes are stored and never change.
  enum Mode {
    /// The bytes replace the document.
    PUT(1),
    /// The bytes are a delta that the collection's [Merger] adds.
    MERGE(2);

    private final int code;

    Mode(int code) {
      this.code = code;
    }
  }

  private final Mode mode;
  private final Ledger collection;
  private final String id;
  private final String reference;
  private final byte[] bytes;

  private Op(Mode mode, Ledger collection, String id, String reference, byte[] bytes) {
    this.mode = mode;
    this.collection = collection;
    this.id = id;
    this.reference = reference;
    this.bytes = bytes;
  }

  /// Replaces a document.
  ///
  /// @param reference indexed texts by which documents are found, one a line; empty for none
  public static Op put(Ledger collection, String id, String reference, byte[] bytes) {
    return new Op(Mode.PUT, collection, id, reference, bytes);
  }

  /// Adds a delta to a document.
  public static Op merge(Ledger collection, String id, byte[] delta) {
    return new Op(Mode.MERGE, collection, id, "", delta);
  }

  Mode mode() {
    return mode;
  }

  public Ledger collection() {
    return collection;
  }

  public String id() {
    return id;
  }

  String reference() {
    return reference;
  }

  public byte[] bytes() {
    return bytes;
  }

  void write(Wire out) {
    out.number(mode.code).number(collection.code()).text(id).text(reference).bytes(bytes);
  }

  static Op read(WireReader in) {
    Mode mode = in.count() == Mode.PUT.code ? Mode.PUT : Mode.MERGE;
    return new Op(mode, Ledger.of(in.count()), in.text(), in.text(), in.bytes());
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Op other
        && mode == other.mode
        && collection == other.collection
        && id.equals(other.id)
        && reference.equals(other.reference)
        && Arrays.equals(bytes, other.bytes);
  }

  @Override
  public int hashCode() {
    return Objects.hash(mode, collection, id, reference, Arrays.hashCode(bytes));
  }

  @Override
  public String toString() {
    return mode + " " + collection + " " + id;
  }
}
