/// Time and ids behind injectable seams, so that simulations replay.
@NullMarked
package io.agencysuite.kit.time;

import org.jspecify.annotations.NullMarked;
