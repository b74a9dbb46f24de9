package io.agencysuite.metrics.attribution;

import java.util.List;

/// A journey as a list of channels, with how often it was gone.
///
/// @param channels oldest first, at least one; a channel may repeat
/// @param conversions how many journeys ended in a conversion
/// @param value of these conversions together
/// @param nulls how many ended without
public record ChannelPath(List<String> channels, double conversions, double value, double nulls) {

  public ChannelPath {
    channels = List.copyOf(channels);
    if (channels.isEmpty()) {
      throw new IllegalArgumentException("channels: none (expected: at least one)");
    }
  }
}
