/// The metrics service: what happened, what it cost, what it turned into. Starts and wires the
/// features.
@NullMarked
package io.agencysuite.metrics;

import org.jspecify.annotations.NullMarked;
