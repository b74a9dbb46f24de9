/// What the networks say about channels, campaigns and posts. Imports keyed, state, stream.
@NullMarked
package io.agencysuite.metrics.insight;

import org.jspecify.annotations.NullMarked;
