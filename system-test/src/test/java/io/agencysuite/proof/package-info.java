@NullMarked
package io.agencysuite.proof;

import org.jspecify.annotations.NullMarked;
