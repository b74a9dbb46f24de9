/// Start and wiring of the planning service. Imports its features and the kit.
@NullMarked
package io.agencysuite.planning;

import org.jspecify.annotations.NullMarked;
