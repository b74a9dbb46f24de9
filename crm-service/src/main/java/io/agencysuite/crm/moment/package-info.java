/// Points in time on the wire. May import the kit.
@NullMarked
package io.agencysuite.crm.moment;

import org.jspecify.annotations.NullMarked;
