/// Tests.
@NullMarked
package io.agencysuite.crm.user;

import org.jspecify.annotations.NullMarked;
