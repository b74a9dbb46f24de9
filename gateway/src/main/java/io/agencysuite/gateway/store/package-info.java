/// The door's own store: what has to outlive a request, shared by all doors of an installation.
@NullMarked
package io.agencysuite.gateway.store;

import org.jspecify.annotations.NullMarked;
