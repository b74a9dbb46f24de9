/// Tests.
@NullMarked
package io.agencysuite.crm.client;

import org.jspecify.annotations.NullMarked;
