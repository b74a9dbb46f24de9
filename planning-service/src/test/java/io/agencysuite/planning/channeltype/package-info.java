@NullMarked
package io.agencysuite.planning.channeltype;

import org.jspecify.annotations.NullMarked;
