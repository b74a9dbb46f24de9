@NullMarked
package io.agencysuite.gateway.apikey;

import org.jspecify.annotations.NullMarked;
