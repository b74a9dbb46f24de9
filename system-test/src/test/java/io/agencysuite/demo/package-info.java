@NullMarked
package io.agencysuite.demo;

import org.jspecify.annotations.NullMarked;
