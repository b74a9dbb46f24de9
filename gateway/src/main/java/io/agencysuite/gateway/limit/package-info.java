/// How much a caller may call: rates by the minute and quotas by the month, counted in the door's
/// store so that all doors of an installation count together.
@NullMarked
package io.agencysuite.gateway.limit;

import org.jspecify.annotations.NullMarked;
