@NullMarked
package io.agencysuite.planning.team;

import org.jspecify.annotations.NullMarked;
