package io.agencysuite.metrics.report;

import io.agencysuite.metrics.rollup.Tuple;
import java.util.Set;

/// Only these; all where a set is empty.
record ReportFilter(
    Set<String> channels,
    Set<String> campaigns,
    Set<String> posts,
    Set<String> formats,
    Set<String> members) {

  /// Lets everything through.
  static final ReportFilter NONE =
      new ReportFilter(Set.of(), Set.of(), Set.of(), Set.of(), Set.of());

  ReportFilter {
    channels = Set.copyOf(channels);
    campaigns = Set.copyOf(campaigns);
    posts = Set.copyOf(posts);
    formats = Set.copyOf(formats);
    members = Set.copyOf(members);
  }

  /// True if it is about more of a tuple than its channel.
  boolean needsTuples() {
    return !campaigns.isEmpty() || !posts.isEmpty() || needsPosts();
  }

  /// True if it is about what only the state of a post says.
  boolean needsPosts() {
    return !formats.isEmpty() || !members.isEmpty();
  }

  boolean acceptsPlace(Tuple tuple, String format) {
    return accepts(channels, tuple.channel())
        && accepts(campaigns, tuple.campaign())
        && accepts(posts, tuple.post())
        && accepts(formats, format);
  }

  boolean acceptsMember(String member) {
    return accepts(members, member);
  }

  /// What is counted as other is known by nothing but who worked.
  boolean acceptsOther() {
    return channels.isEmpty() && campaigns.isEmpty() && posts.isEmpty() && formats.isEmpty();
  }

  private static boolean accepts(Set<String> wanted, String value) {
    return wanted.isEmpty() || wanted.contains(value);
  }
}
