/// What could not be counted, for the operator: what, why, and once more. Imports state, stream.
@NullMarked
package io.agencysuite.metrics.parked;

import org.jspecify.annotations.NullMarked;
