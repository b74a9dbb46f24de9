@NullMarked
package io.agencysuite.gateway.limit;

import org.jspecify.annotations.NullMarked;
