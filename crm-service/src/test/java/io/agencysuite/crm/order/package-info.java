/// Tests.
@NullMarked
package io.agencysuite.crm.order;

import org.jspecify.annotations.NullMarked;
