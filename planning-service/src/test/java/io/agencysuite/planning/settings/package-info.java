@NullMarked
package io.agencysuite.planning.settings;

import org.jspecify.annotations.NullMarked;
