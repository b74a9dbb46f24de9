/// Where people, leads and orders came from. May import the kit and the state messages.
@NullMarked
package io.agencysuite.crm.origin;

import org.jspecify.annotations.NullMarked;
