/// Exchange rates by day, and the rule by which money in other currencies counts. Imports keyed,
/// state, stream.
@NullMarked
package io.agencysuite.metrics.exchange;

import org.jspecify.annotations.NullMarked;
