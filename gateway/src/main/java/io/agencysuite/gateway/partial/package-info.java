/// Partial answers: the fields that a caller asks for (AIP-157).
@NullMarked
package io.agencysuite.gateway.partial;

import org.jspecify.annotations.NullMarked;
