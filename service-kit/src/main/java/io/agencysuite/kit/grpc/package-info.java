/// Manners of every gRPC server and client: identity, access, deadlines, validation, errors, access
/// log.
@NullMarked
package io.agencysuite.kit.grpc;

import org.jspecify.annotations.NullMarked;
