package io.agencysuite.gateway;

import com.google.api.AnnotationsProto;
import com.google.api.FieldBehaviorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.ExtensionRegistry;
import com.google.rpc.ErrorDetailsProto;
import io.agencysuite.common.v1.AccessProto;
import io.agencysuite.gateway.guard.RpcAccess;
import io.agencysuite.gateway.transcode.DescriptorSet;
import io.agencysuite.gateway.transcode.RouteTable;
import io.agencysuite.gateway.transcode.Transcoder;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;

/// The contract: `agency.binpb` of room proto, with its comments.
@Configuration(proxyBeanMethods = false)
public class ContractConfiguration {

  /// The files of the contract, imports included.
  public record Contract(List<FileDescriptor> files) {

    public Contract {
      files = List.copyOf(files);
    }
  }

  @Bean
  Contract contract() throws IOException {
    ExtensionRegistry options = ExtensionRegistry.newInstance();
    AnnotationsProto.registerAllExtensions(options);
    FieldBehaviorProto.registerAllExtensions(options);
    AccessProto.registerAllExtensions(options);
    build.buf.validate.ValidateProto.registerAllExtensions(options);
    try (InputStream in = new ClassPathResource("agency.binpb").getInputStream()) {
      List<FileDescriptor> files =
          new ArrayList<>(DescriptorSet.link(FileDescriptorSet.parseFrom(in, options)));
      // Batch results carry the errors of single items with their details.
      files.add(ErrorDetailsProto.getDescriptor());
      return new Contract(files);
    }
  }

  @Bean
  Supplier<Transcoder> transcoder(Contract contract) {
    RouteTable routes = RouteTable.of(contract.files(), ContractConfiguration::isRouted);
    Transcoder transcoder = new Transcoder(contract.files(), routes, false);
    return () -> transcoder;
  }

  private static boolean isRouted(MethodDescriptor rpc) {
    RpcAccess.Kind kind = RpcAccess.of(rpc).kind();
    if (kind == RpcAccess.Kind.UNDECLARED) {
      throw new IllegalStateException(
          rpc.getFullName() + ": no agency.common.v1.access (expected: who may call it)");
    }
    return kind != RpcAccess.Kind.INTERNAL;
  }
}
