/// What holds for every text that somebody types.
@NullMarked
package io.agencysuite.kit.text;

import org.jspecify.annotations.NullMarked;
