/// The console in a real browser against the real suite.
@NullMarked
package io.agencysuite.system.console;

import org.jspecify.annotations.NullMarked;
