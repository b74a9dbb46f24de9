/// What likes, followers and reach are worth in net revenue. Imports rollup, state, stream.
@NullMarked
package io.agencysuite.metrics.vanity;

import org.jspecify.annotations.NullMarked;
