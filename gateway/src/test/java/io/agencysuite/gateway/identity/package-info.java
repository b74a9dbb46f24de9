@NullMarked
package io.agencysuite.gateway.identity;

import org.jspecify.annotations.NullMarked;
