package io.agencysuite.gateway;

import com.google.protobuf.Descriptors.FileDescriptor;
import io.agencysuite.gateway.ContractConfiguration.Contract;
import java.io.IOException;
import java.util.List;

/// The contract as the door reads it, for tests in other packages.
public final class GatewayContract {

  private GatewayContract() {}

  public static Contract read() throws IOException {
    return new ContractConfiguration().contract();
  }

  /// What the start does with these files.
  public static void route(FileDescriptor file) {
    new ContractConfiguration().transcoder(new Contract(List.of(file)));
  }
}
