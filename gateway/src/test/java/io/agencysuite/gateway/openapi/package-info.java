@NullMarked
package io.agencysuite.gateway.openapi;

import org.jspecify.annotations.NullMarked;
