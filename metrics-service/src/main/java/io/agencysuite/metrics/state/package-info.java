/// States that crm and planning send, the copy of clients, and facts: what was last counted of
/// each. Imports attribution, rollup, stream.
@NullMarked
package io.agencysuite.metrics.state;

import org.jspecify.annotations.NullMarked;
