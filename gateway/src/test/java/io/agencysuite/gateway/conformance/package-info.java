/// The transcoding conformance table: rows become routes of a probe service and real requests.
@NullMarked
package io.agencysuite.gateway.conformance;

import org.jspecify.annotations.NullMarked;
