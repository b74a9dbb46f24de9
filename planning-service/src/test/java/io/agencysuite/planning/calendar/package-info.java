@NullMarked
package io.agencysuite.planning.calendar;

import org.jspecify.annotations.NullMarked;
