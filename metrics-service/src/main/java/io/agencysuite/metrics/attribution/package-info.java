/// Touches, journeys and the models that give leads, orders and money to them. JDK only, but for
/// the tuples of rollup.
@NullMarked
package io.agencysuite.metrics.attribution;

import org.jspecify.annotations.NullMarked;
