@NullMarked
package io.agencysuite.gateway.conditional;

import org.jspecify.annotations.NullMarked;
