/// Ad spend. Imports state, stream.
@NullMarked
package io.agencysuite.metrics.cost;

import org.jspecify.annotations.NullMarked;
