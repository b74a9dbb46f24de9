@NullMarked
package io.agencysuite.system;

import org.jspecify.annotations.NullMarked;
