/// The harness of the gateway bench: processes, load, figures.
@NullMarked
package io.agencysuite.bench.gateway;

import org.jspecify.annotations.NullMarked;
