@NullMarked
package io.agencysuite.gateway.console;

import org.jspecify.annotations.NullMarked;
