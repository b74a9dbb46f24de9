/// Long campaigns behind `./agency proof NAME`; each prints its figures and fails loudly.
@NullMarked
package io.agencysuite.proof;

import org.jspecify.annotations.NullMarked;
