/// Tests.
@NullMarked
package io.agencysuite.crm.tenant;

import org.jspecify.annotations.NullMarked;
