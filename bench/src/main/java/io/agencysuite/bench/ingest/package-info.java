/** Durable ingest of events, beside what one would write instead. */
@NullMarked
package io.agencysuite.bench.ingest;

import org.jspecify.annotations.NullMarked;
