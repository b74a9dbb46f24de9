/// An open-model load generator: calls begin when they are due, whether or not earlier ones have
/// ended, and are measured from the moment they were due.
@NullMarked
package io.agencysuite.load;

import org.jspecify.annotations.NullMarked;
