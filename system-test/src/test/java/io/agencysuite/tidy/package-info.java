/// Conventions of the whole repository as ordinary tests.
@NullMarked
package io.agencysuite.tidy;

import org.jspecify.annotations.NullMarked;
