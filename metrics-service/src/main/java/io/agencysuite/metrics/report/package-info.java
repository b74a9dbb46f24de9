/// Sums buckets and merges sketches over local days. Imports rollup, state, stream.
@NullMarked
package io.agencysuite.metrics.report;

import org.jspecify.annotations.NullMarked;
