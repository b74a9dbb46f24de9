package io.agencysuite.gateway.apikey;

import io.agencysuite.crm.v1.ClientServiceGrpc;
import io.agencysuite.crm.v1.GetClientRequest;
import io.agencysuite.gateway.upstream.Backend;
import io.agencysuite.gateway.upstream.Backends;
import io.agencysuite.kit.error.NotFound;
import io.agencysuite.kit.error.Unavailable;
import io.agencysuite.kit.grpc.CurrentCall;
import io.agencysuite.kit.identity.Identity;
import io.agencysuite.kit.identity.IdentitySigner;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Asks crm whether a client exists, so that a key is not made for a mistyped one.
final class KnownClients {
  private static final int DEADLINE_SECONDS = 5;

  private final Supplier<Backends> backends;
  private final IdentitySigner signer;

  KnownClients(Supplier<Backends> backends, IdentitySigner signer) {
    this.backends = backends;
    this.signer = signer;
  }

  void require(String tenant, String client) {
    Metadata headers = new Metadata();
    headers.put(CurrentCall.IDENTITY_HEADER, signer.sign(Identity.service("gateway", tenant)));
    Backend crm = backends.get().named("crm");
    try {
      crm.guarded(() ->
          ClientServiceGrpc.newBlockingStub(crm.channel())
              .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
              .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
              .getClient(GetClientRequest.newBuilder().setName("clients/" + client).build()));
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
        throw NotFound.resource("clients/" + client);
      }
      throw new Unavailable("DEPENDENCY_UNAVAILABLE", "crm does not answer");
    }
  }
}
