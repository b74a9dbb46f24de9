package io.agencysuite.gateway.upstream;

import com.google.protobuf.Descriptors.MethodDescriptor;
import io.grpc.Metadata;
import jakarta.servlet.http.HttpServletRequest;

/// Finds out who calls and says so to the service, or refuses.
public interface Identification {

  void identify(HttpServletRequest request, MethodDescriptor rpc, Metadata headers);
}
