@NullMarked
package io.agencysuite.gateway.guard;

import org.jspecify.annotations.NullMarked;
