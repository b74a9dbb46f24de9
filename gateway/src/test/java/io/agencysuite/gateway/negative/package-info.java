/// Generated requests that no sane client would send.
@NullMarked
package io.agencysuite.gateway.negative;

import org.jspecify.annotations.NullMarked;
