/// Who calls: the signed identity that the gateway and the services mint and verify.
@NullMarked
package io.agencysuite.kit.identity;

import org.jspecify.annotations.NullMarked;
