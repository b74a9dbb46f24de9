package io.agencysuite.crm.client;

import io.agencysuite.kit.mongo.Key;
import io.agencysuite.kit.state.StateRelay;

/// Lets a new client be used at once: waits, for a bounded time, until planning and metrics know
/// it.
public final class Announcement {

  private final StateRelay<Client, ?> relay;
  private final ClientSettings settings;

  Announcement(StateRelay<Client, ?> relay, ClientSettings settings) {
    this.relay = relay;
    this.settings = settings;
  }

  /// Returns when the client is known, or when patience ends; the relay goes on either way.
  public void await(Key client) {
    relay.awaitDelivered(client, settings.deliveryPatience());
  }
}
