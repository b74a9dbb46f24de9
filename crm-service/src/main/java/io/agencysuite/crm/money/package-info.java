/// Amounts of money. May import the kit and the common messages.
@NullMarked
package io.agencysuite.crm.money;

import org.jspecify.annotations.NullMarked;
