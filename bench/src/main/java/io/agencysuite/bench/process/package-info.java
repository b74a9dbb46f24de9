/** Processes under load, and what to say of their figures. */
@NullMarked
package io.agencysuite.bench.process;

import org.jspecify.annotations.NullMarked;
