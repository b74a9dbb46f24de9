package io.agencysuite.metrics.keyed;

import java.util.Objects;

/// Which import wrote a record, and of what it is a part.
///
/// @param importId empty when no import wrote it
/// @param group names campaign and day in the platform's words, whatever the level of the file
/// @param level how far the file was broken down below the campaign
public record Source(String importId, String group, String level) {

  public static final Source NONE = new Source("", "", "");

  public Source {
    Objects.requireNonNull(importId);
    Objects.requireNonNull(group);
    Objects.requireNonNull(level);
  }
}
