/// The store: connection, keys, versioned documents, claims, leases.
@NullMarked
package io.agencysuite.kit.mongo;

import org.jspecify.annotations.NullMarked;
