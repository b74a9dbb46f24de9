/// Every failure as one RFC 9457 problem document, in German or English.
@NullMarked
package io.agencysuite.gateway.error;

import org.jspecify.annotations.NullMarked;
