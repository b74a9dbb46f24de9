@NullMarked
package io.agencysuite.planning.channel;

import org.jspecify.annotations.NullMarked;
