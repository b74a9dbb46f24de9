@NullMarked
package io.agencysuite.planning.timeentry;

import org.jspecify.annotations.NullMarked;
