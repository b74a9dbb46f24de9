package io.agencysuite.store;

import java.util.List;

/** One field of an index or sort order. */
record KeyPart(String path, List<String> steps, boolean descending) {

  static KeyPart of(String path, boolean descending) {
    return new KeyPart(path, List.of(path.split("\\.", -1)), descending);
  }

  int direction() {
    return descending ? -1 : 1;
  }
}
