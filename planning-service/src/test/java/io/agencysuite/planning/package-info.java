@NullMarked
package io.agencysuite.planning;

import org.jspecify.annotations.NullMarked;
