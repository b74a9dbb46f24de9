/// Records that somebody outside counts and names by keys of his own: costs, insights and exchange
/// rates. The same key again replaces the record, so that nothing counts twice. Imports state,
/// stream.
@NullMarked
package io.agencysuite.metrics.keyed;

import org.jspecify.annotations.NullMarked;
