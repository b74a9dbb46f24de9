package io.agencysuite.gateway.upstream;

import com.google.protobuf.Descriptors.MethodDescriptor;
import io.agencysuite.kit.identity.Identity;
import io.grpc.Metadata;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;

/// Finds out who calls and says so to the service, or refuses.
public interface Identification {

  Identity identify(HttpServletRequest request, MethodDescriptor rpc);

  /// Adds what makes the service believe it.
  void vouch(Identity caller, Metadata headers);

  /// How long the credential of an identified request will be accepted; empty when it has no end.
  default Optional<Duration> validFor(HttpServletRequest request) {
    return Optional.empty();
  }
}
