/// Background work that runs under a lease.
@NullMarked
package io.agencysuite.kit.work;

import org.jspecify.annotations.NullMarked;
