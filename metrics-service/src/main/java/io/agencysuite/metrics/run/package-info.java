/// Sorted runs of fixed-width records on disk, for exact membership and range look-ups in bounded
/// memory. Imports stream.
@NullMarked
package io.agencysuite.metrics.run;

import org.jspecify.annotations.NullMarked;
