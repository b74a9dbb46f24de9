/// The read side of planning by days. May import the kit, the posts and the clients.
@NullMarked
package io.agencysuite.planning.calendar;

import org.jspecify.annotations.NullMarked;
