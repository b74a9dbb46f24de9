package io.agencysuite.metrics.link;

/// Takes clicks on links; returns when the click is durable.
@FunctionalInterface
public interface Clicks {

  /// @param clickId unique; also the event's id
  void clicked(String tenant, String client, String clickId, TrackingLink link);
}
