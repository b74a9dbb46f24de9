/// Static pages from the class path: the console and its libraries.
@NullMarked
package io.agencysuite.gateway.console;

import org.jspecify.annotations.NullMarked;
