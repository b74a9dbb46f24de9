/// Who may call what, as the contract says it.
@NullMarked
package io.agencysuite.gateway.access;

import org.jspecify.annotations.NullMarked;
