@NullMarked
package io.agencysuite.metrics.site;

import org.jspecify.annotations.NullMarked;
