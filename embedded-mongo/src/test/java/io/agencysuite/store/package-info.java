@NullMarked
package io.agencysuite.store;

import org.jspecify.annotations.NullMarked;
