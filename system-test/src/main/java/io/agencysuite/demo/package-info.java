/// A believable agency, generated from a seed and loaded through the public API.
@NullMarked
package io.agencysuite.demo;

import org.jspecify.annotations.NullMarked;
