package io.agencysuite.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.agencysuite.kit.state.StateRelay;
import io.agencysuite.planning.v1.ChannelTypeServiceGrpc;
import io.agencysuite.planning.v1.ListChannelTypesRequest;
import io.grpc.ManagedChannel;
import io.grpc.Status.Code;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.NettyChannelBuilder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;

class PlanningApplicationTest {

  @Test
  void startsWithItsOwnSettingsAndAnswers(@TempDir Path folder) {
    try (var context =
        new SpringApplicationBuilder(PlanningApplication.class)
            .run(
                "--spring.grpc.server.port=0",
                "--agency.store.directory=" + folder.resolve("store"),
                "--agency.identity.key-directory=" + folder.resolve("keys"))) {
      assertThat(context.getEnvironment().getProperty("agency.upstream.address.metrics"))
          .isEqualTo("127.0.0.1:9103");
      assertThat(context.getBeansOfType(StateRelay.class)).hasSize(4);
      ManagedChannel channel =
          NettyChannelBuilder.forAddress(
                  "127.0.0.1", context.getBean(GrpcServerLifecycle.class).getPort())
              .usePlaintext()
              .build();
      try {
        assertThat(
                HealthGrpc.newBlockingStub(channel)
                    .check(HealthCheckRequest.getDefaultInstance())
                    .getStatus())
            .isEqualTo(ServingStatus.SERVING);
        assertThat(
                Errors.of(() ->
                        ChannelTypeServiceGrpc.newBlockingStub(channel)
                            .listChannelTypes(ListChannelTypesRequest.getDefaultInstance()))
                    .code())
            .isEqualTo(Code.UNAUTHENTICATED);
      } finally {
        channel.shutdownNow();
      }
    }
  }
}
