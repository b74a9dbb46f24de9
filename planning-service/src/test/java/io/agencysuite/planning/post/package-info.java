@NullMarked
package io.agencysuite.planning.post;

import org.jspecify.annotations.NullMarked;
