@NullMarked
package io.agencysuite.planning.resource;

import org.jspecify.annotations.NullMarked;
