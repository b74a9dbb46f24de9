/// What the door does for answers that are pages for people: headers that browsers need, and
/// failures as pages too.
@NullMarked
package io.agencysuite.gateway.page;

import org.jspecify.annotations.NullMarked;
