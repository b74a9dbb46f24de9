/// Buckets of counters by hour and tuple, and sketches of unique visitors by day. Pure but for the
/// store of stream.
@NullMarked
package io.agencysuite.metrics.rollup;

import org.jspecify.annotations.NullMarked;
