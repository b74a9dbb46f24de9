@NullMarked
package io.agencysuite.planning.client;

import org.jspecify.annotations.NullMarked;
