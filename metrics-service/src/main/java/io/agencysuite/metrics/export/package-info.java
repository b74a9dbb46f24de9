/// Hands out what was applied. Imports ingest, state, cost, stream.
@NullMarked
package io.agencysuite.metrics.export;

import org.jspecify.annotations.NullMarked;
