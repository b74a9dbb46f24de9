package io.agencysuite.metrics.attribution;

import java.util.SortedMap;

/// Gives the conversions of paths, and their value, to channels.
public interface PathModel {

  /// What a channel gets.
  record Credit(double conversions, double value) {}

  /// Takes a path into account.
  void add(ChannelPath path);

  /// The credit of every channel that occurred in any path, by name.
  SortedMap<String, Credit> credits();
}
