package io.agencysuite.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.api.AnnotationsProto;
import com.google.api.HttpRule;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.MethodOptions;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import io.agencysuite.gateway.ContractConfiguration.Contract;
import io.agencysuite.gateway.GatewayContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class AccessDocumentTest {
  private static final Path PAGE = Path.of("..", "docs", "access.md");

  @Test
  void isWhatTheContractSays() throws IOException {
    Contract contract = GatewayContract.read();
    String text = new AccessDocument(contract.files()).text();
    if (Boolean.getBoolean("access.write")) {
      Files.writeString(PAGE, text);
    }

    assertThat(Files.readString(PAGE))
        .as("stale: ./mvnw -pl gateway test -Dtest=AccessDocumentTest -Daccess.write=true")
        .isEqualTo(text);
  }

  @Test
  void stopsTheStartForAnRpcThatSaysNothing() throws DescriptorValidationException {
    FileDescriptorProto.Builder file = FileDescriptorProto.newBuilder().setName("open.proto");
    file.addMessageTypeBuilder().setName("Nothing");
    file.addServiceBuilder()
        .setName("OpenService")
        .addMethodBuilder()
        .setName("GetOpen")
        .setInputType("Nothing")
        .setOutputType("Nothing")
        .setOptions(
            MethodOptions.newBuilder()
                .setExtension(
                    AnnotationsProto.http, HttpRule.newBuilder().setGet("/v1/open").build()));
    FileDescriptor open = FileDescriptor.buildFrom(file.build(), new FileDescriptor[0]);

    assertThatThrownBy(() -> GatewayContract.route(open))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("OpenService.GetOpen");
  }
}
