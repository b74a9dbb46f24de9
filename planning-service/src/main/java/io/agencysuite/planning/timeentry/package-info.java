/// Logged hours. May import the kit, the team, the channels, the posts and the clients.
@NullMarked
package io.agencysuite.planning.timeentry;

import org.jspecify.annotations.NullMarked;
