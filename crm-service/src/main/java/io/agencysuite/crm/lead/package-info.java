/// Leads and their conversion to people. May import people and clients.
@NullMarked
package io.agencysuite.crm.lead;

import org.jspecify.annotations.NullMarked;
