/// Tracking links and their public redirect. Imports state, stream.
@NullMarked
package io.agencysuite.metrics.link;

import org.jspecify.annotations.NullMarked;
