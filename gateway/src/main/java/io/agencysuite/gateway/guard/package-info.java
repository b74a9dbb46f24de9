/// What happens to every request before it is routed: its id, its trace, its caller's address, its
/// limits, and which rule of access its RPC declares.
@NullMarked
package io.agencysuite.gateway.guard;

import org.jspecify.annotations.NullMarked;
