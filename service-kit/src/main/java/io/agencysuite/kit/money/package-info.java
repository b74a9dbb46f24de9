/// Currencies.
@NullMarked
package io.agencysuite.kit.money;

import org.jspecify.annotations.NullMarked;
