/// How far visitors come and whether they come again. Imports apply, rollup, run, state, stream.
@NullMarked
package io.agencysuite.metrics.funnel;

import org.jspecify.annotations.NullMarked;
