/// The channels of a client: pages, profiles, accounts. May import the kit, the catalogue, the team
/// and the clients.
@NullMarked
package io.agencysuite.planning.channel;

import org.jspecify.annotations.NullMarked;
