@NullMarked
package io.agencysuite.kit.text;

import org.jspecify.annotations.NullMarked;
