/// Tests.
@NullMarked
package io.agencysuite.crm;

import org.jspecify.annotations.NullMarked;
