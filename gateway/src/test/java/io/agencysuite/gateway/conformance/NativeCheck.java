package io.agencysuite.gateway.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.UnknownFieldSet;
import io.agencysuite.gateway.probe.NativeClient;
import io.agencysuite.gateway.probe.ProbeBackend;
import io.agencysuite.gateway.probe.ProbeDoor;
import java.io.IOException;
import java.util.List;

/// A real gRPC client calls the row's RPC at the door's port: the service gets the very bytes, also
/// those that no descriptor explains.
final class NativeCheck {

  private NativeCheck() {}

  static void run(ProbeDoor door, List<FileDescriptor> files) throws IOException {
    MethodDescriptor rpc =
        files.stream()
            .filter(file -> file.getPackage().equals(ProbeDoor.PACKAGE))
            .findFirst()
            .orElseThrow()
            .getServices()
            .getFirst()
            .getMethods()
            .getFirst();
    UnknownFieldSet.Field field =
        UnknownFieldSet.Field.newBuilder().addFixed64(0x7ff8_0000_0000_0001L).build();
    DynamicMessage sent =
        DynamicMessage.newBuilder(rpc.getInputType())
            .setUnknownFields(UnknownFieldSet.newBuilder().addField(19_000, field).build())
            .build();
    try (NativeClient client = new NativeClient(door.port())) {
      DynamicMessage answer = client.unary(rpc, sent);
      ProbeBackend.Call call = door.backend().lastCall();

      assertThat(call == null ? null : call.request().toByteString())
          .isEqualTo(sent.toByteString());
      assertThat(answer.toByteString()).isEqualTo(sent.toByteString());
    }
  }
}
