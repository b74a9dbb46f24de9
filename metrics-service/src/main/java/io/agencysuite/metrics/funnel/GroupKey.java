package io.agencysuite.metrics.funnel;

/// Whom a group of a funnel stands for.
///
/// @param channel empty for direct or unknown
/// @param campaign empty for none
/// @param other everything that is not told apart
record GroupKey(String channel, String campaign, boolean other) {

  static final GroupKey OTHER = new GroupKey("", "", true);
}
