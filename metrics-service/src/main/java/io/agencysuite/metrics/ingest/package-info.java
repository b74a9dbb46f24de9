/// Takes events: checks them one by one, resolves their origin, pseudonymises, appends. Imports
/// link, state, stream.
@NullMarked
package io.agencysuite.metrics.ingest;

import org.jspecify.annotations.NullMarked;
