/// Tests.
@NullMarked
package io.agencysuite.crm.contact;

import org.jspecify.annotations.NullMarked;
