/// How the agency's documents look: name, claim, colour, logo. Imports document.
@NullMarked
package io.agencysuite.metrics.branding;

import org.jspecify.annotations.NullMarked;
