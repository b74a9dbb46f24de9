/// The whole suite as real processes: starts, kills and stops them.
@NullMarked
package io.agencysuite.system;

import org.jspecify.annotations.NullMarked;
