/// The catalogue of networks: dated facts with provenance, and the counting of texts as each
/// network counts. Shipped with the product, the same for all tenants. May import the kit.
@NullMarked
package io.agencysuite.planning.channeltype;

import org.jspecify.annotations.NullMarked;
