/// Orders, refunds and bulk loads. May import people, leads and clients.
@NullMarked
package io.agencysuite.crm.order;

import org.jspecify.annotations.NullMarked;
