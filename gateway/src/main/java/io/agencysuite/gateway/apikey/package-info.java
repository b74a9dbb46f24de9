/// API keys: credentials of other systems, made by owners, known to the door only as hashes.
@NullMarked
package io.agencysuite.gateway.apikey;

import org.jspecify.annotations.NullMarked;
