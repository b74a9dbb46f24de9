/// One long-lived channel per service with its breaker and deadlines, and the handler that Spring
/// Cloud Gateway calls for `grpc://` routes.
@NullMarked
package io.agencysuite.gateway.upstream;

import org.jspecify.annotations.NullMarked;
