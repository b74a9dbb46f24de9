@NullMarked
package io.agencysuite.gateway.idempotency;

import org.jspecify.annotations.NullMarked;
