/// Tests.
@NullMarked
package io.agencysuite.crm.money;

import org.jspecify.annotations.NullMarked;
