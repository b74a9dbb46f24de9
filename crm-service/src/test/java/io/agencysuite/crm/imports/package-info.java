/// Tests.
@NullMarked
package io.agencysuite.crm.imports;

import org.jspecify.annotations.NullMarked;
