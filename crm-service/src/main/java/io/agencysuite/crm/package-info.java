/// The crm service: tenants, users, clients, people, leads, orders and imports.
@NullMarked
package io.agencysuite.crm;

import org.jspecify.annotations.NullMarked;
