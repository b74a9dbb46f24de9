/// Tests.
@NullMarked
package io.agencysuite.crm.unique;

import org.jspecify.annotations.NullMarked;
