package io.agencysuite.gateway.identity;

import io.agencysuite.gateway.v1.RotateSigningKeyRequest;
import io.agencysuite.gateway.v1.RotateSigningKeyResponse;
import io.agencysuite.gateway.v1.SigningKeyServiceGrpc;
import io.agencysuite.kit.grpc.Unary;
import io.grpc.stub.StreamObserver;

final class SigningKeyGrpcService extends SigningKeyServiceGrpc.SigningKeyServiceImplBase {
  private final SigningKeys keys;

  SigningKeyGrpcService(SigningKeys keys) {
    this.keys = keys;
  }

  @Override
  public void rotateSigningKey(
      RotateSigningKeyRequest request, StreamObserver<RotateSigningKeyResponse> observer) {
    Unary.reply(
        observer,
        () -> {
          SigningKeys.Usable next = keys.rotate();
          return RotateSigningKeyResponse.newBuilder()
              .setKeyId(next.jwk().getKeyID())
              .setActiveTime(SessionGrpcService.time(next.activeFrom()))
              .build();
        });
  }
}
