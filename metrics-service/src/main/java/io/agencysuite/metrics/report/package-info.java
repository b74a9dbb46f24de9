/// Sums buckets and merges sketches over local days. Imports rollup, state, cost, stream.
@NullMarked
package io.agencysuite.metrics.report;

import org.jspecify.annotations.NullMarked;
