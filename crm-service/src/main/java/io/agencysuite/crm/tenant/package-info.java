/// Agencies. May import users and clients.
@NullMarked
package io.agencysuite.crm.tenant;

import org.jspecify.annotations.NullMarked;
