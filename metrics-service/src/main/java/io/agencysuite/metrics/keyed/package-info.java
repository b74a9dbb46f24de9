/// Records that somebody outside counts and names by keys of his own: costs and insights. The same
/// key again replaces the record, so that nothing counts twice. Imports the kit only.
@NullMarked
package io.agencysuite.metrics.keyed;

import org.jspecify.annotations.NullMarked;
