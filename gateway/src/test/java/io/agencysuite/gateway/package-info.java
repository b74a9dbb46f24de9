@NullMarked
package io.agencysuite.gateway;

import org.jspecify.annotations.NullMarked;
