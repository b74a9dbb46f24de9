/// Whether the door lives, and whether what stands behind it does.
@NullMarked
package io.agencysuite.gateway.health;

import org.jspecify.annotations.NullMarked;
