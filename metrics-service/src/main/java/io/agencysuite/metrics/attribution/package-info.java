/// Touches, journeys and the rule that gives a lead or an order to one of them. JDK only.
@NullMarked
package io.agencysuite.metrics.attribution;

import org.jspecify.annotations.NullMarked;
