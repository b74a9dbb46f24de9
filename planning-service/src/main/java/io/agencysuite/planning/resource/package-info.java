/// Resource names, field violations and times, as the API guidelines define them. May import the
/// kit.
@NullMarked
package io.agencysuite.planning.resource;

import org.jspecify.annotations.NullMarked;
