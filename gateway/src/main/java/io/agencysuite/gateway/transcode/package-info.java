/// HTTP/JSON to protobuf by `google.api.http`: templates, routing, binding and the JSON form.
///
/// Knows descriptors only: no business type, no gRPC channel, no servlet and no Spring, so that it
/// can be used alone. May import protobuf, google.api, google.rpc and Jackson's streaming core.
@NullMarked
package io.agencysuite.gateway.transcode;

import org.jspecify.annotations.NullMarked;
