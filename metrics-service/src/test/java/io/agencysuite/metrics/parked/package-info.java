@org.jspecify.annotations.NullMarked
package io.agencysuite.metrics.parked;
