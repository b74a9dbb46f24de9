/// Turns a segment into its plan: drops repeated events, counts, re-attributes. Imports everything
/// it counts.
@NullMarked
package io.agencysuite.metrics.apply;

import org.jspecify.annotations.NullMarked;
