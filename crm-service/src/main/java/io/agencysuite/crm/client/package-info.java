/// Clients of the agency with their contract, and their copies in planning and metrics. May import
/// money and unique.
@NullMarked
package io.agencysuite.crm.client;

import org.jspecify.annotations.NullMarked;
