/// People of a client. May import clients, contact and origin.
@NullMarked
package io.agencysuite.crm.person;

import org.jspecify.annotations.NullMarked;
