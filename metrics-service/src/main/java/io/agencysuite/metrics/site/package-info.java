/// The clients' websites: the snippet, and what it sends. Imports: ingest, link, state, kit.
@NullMarked
package io.agencysuite.metrics.site;

import org.jspecify.annotations.NullMarked;
