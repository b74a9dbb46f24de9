/// Imports of the platforms' exports: checked first, written by slices, resumed after a crash,
/// reverted. Imports cost, insight, keyed, state, stream.
@NullMarked
package io.agencysuite.metrics.spend;

import org.jspecify.annotations.NullMarked;
