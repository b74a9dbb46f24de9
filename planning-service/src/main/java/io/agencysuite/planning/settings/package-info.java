/// What the agency itself decides about planning. May import the kit.
@NullMarked
package io.agencysuite.planning.settings;

import org.jspecify.annotations.NullMarked;
