/// Attribution of orders and leads over the stored journeys. Imports apply (the shape of touches),
/// attribution, link, rollup, state, stream.
@NullMarked
package io.agencysuite.metrics.journey;

import org.jspecify.annotations.NullMarked;
