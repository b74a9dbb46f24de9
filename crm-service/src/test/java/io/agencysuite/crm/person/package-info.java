/// Tests.
@NullMarked
package io.agencysuite.crm.person;

import org.jspecify.annotations.NullMarked;
