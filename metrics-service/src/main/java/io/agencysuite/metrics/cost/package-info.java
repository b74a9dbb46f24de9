/// Ad spend. Imports keyed, state, stream.
@NullMarked
package io.agencysuite.metrics.cost;

import org.jspecify.annotations.NullMarked;
