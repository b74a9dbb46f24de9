/// A small service with real effects behind a real door, for the tests of the door's manners.
@NullMarked
package io.agencysuite.gateway.orders;

import org.jspecify.annotations.NullMarked;
