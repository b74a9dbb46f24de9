/// Tests.
@NullMarked
package io.agencysuite.crm.lead;

import org.jspecify.annotations.NullMarked;
