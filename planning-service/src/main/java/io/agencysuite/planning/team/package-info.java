/// The agency's people: skills, capacity, rates. May import the kit.
@NullMarked
package io.agencysuite.planning.team;

import org.jspecify.annotations.NullMarked;
