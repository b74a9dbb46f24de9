/// Keyset paging with opaque tokens (AIP-158).
@NullMarked
package io.agencysuite.kit.page;

import org.jspecify.annotations.NullMarked;
