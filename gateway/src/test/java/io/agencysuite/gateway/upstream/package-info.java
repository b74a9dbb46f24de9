@NullMarked
package io.agencysuite.gateway.upstream;

import org.jspecify.annotations.NullMarked;
