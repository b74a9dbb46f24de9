/// `ETag`, `If-Match` and `If-None-Match` (RFC 9110) over the `etag` fields of the contract.
@NullMarked
package io.agencysuite.gateway.conditional;

import org.jspecify.annotations.NullMarked;
