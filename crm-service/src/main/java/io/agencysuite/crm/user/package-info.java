/// Users, their passwords and the roles granted to them. May import clients.
@NullMarked
package io.agencysuite.crm.user;

import org.jspecify.annotations.NullMarked;
