package io.agencysuite.gateway.probe;

import com.google.api.AnnotationsProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.ExtensionRegistry;
import io.agencysuite.common.v1.AccessProto;
import io.agencysuite.gateway.DoorConfiguration;
import io.agencysuite.gateway.transcode.DescriptorSet;
import io.agencysuite.gateway.transcode.RouteTable;
import io.agencysuite.gateway.transcode.Transcoder;
import io.agencysuite.gateway.upstream.Identification;
import io.agencysuite.kit.identity.Identity;
import io.grpc.Metadata;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/// The real door without identities, whose routes can be changed while it runs.
public final class ProbeDoor implements AutoCloseable {
  /// The package of every probe service, named by the route definition.
  public static final String PACKAGE = "probe.v1";

  /// The header of a request that says for how long its credential holds.
  public static final String VALID_FOR = "X-Valid-For";

  private static final AtomicReference<Transcoder> CURRENT = new AtomicReference<>();

  private final ProbeBackend backend;
  private final ConfigurableApplicationContext context;
  private final RawHttp http;
  private final int port;

  public ProbeDoor(String... properties) throws IOException {
    this.backend = new ProbeBackend();
    probe();
    List<String> all = new ArrayList<>(List.of(properties));
    all.add("--server.port=0");
    all.add("--gateway.upstream.address.probe=127.0.0.1:" + backend.port());
    all.add("--spring.cloud.gateway.server.webmvc.routes[0].id=probe");
    all.add("--spring.cloud.gateway.server.webmvc.routes[0].uri=grpc://probe");
    all.add("--spring.cloud.gateway.server.webmvc.routes[0].predicates[0]=Proto=" + PACKAGE);
    all.add(
        "--spring.cloud.gateway.server.webmvc.routes[0].filters[0]="
            + "AddResponseHeader=X-Route,probe");
    this.context =
        new SpringApplicationBuilder(ProbeConfiguration.class)
            .web(WebApplicationType.SERVLET)
            .run(all.toArray(String[]::new));
    this.port =
        Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer(), "web server")
            .getPort();
    this.http = new RawHttp(port);
  }

  /// Leaves out what only the suite's contract needs. It is no `@Configuration`, so that the whole
  /// door does not find it when it looks for its own.
  @EnableAutoConfiguration
  @Import(DoorConfiguration.class)
  static class ProbeConfiguration {

    @Bean
    Supplier<Transcoder> transcoder() {
      return CURRENT::get;
    }

    @Bean
    Identification identification() {
      return new Identification() {
        @Override
        public Identity identify(HttpServletRequest request, MethodDescriptor rpc) {
          return Identity.anonymous();
        }

        @Override
        public void vouch(Identity caller, Metadata headers) {
          // The probe believes anybody.
        }

        @Override
        public Optional<Duration> validFor(HttpServletRequest request) {
          return Optional.ofNullable(request.getHeader(VALID_FOR)).map(Duration::parse);
        }
      };
    }
  }

  public ProbeBackend backend() {
    return backend;
  }

  public int port() {
    return port;
  }

  public RawHttp http() {
    return http;
  }

  /// Serves other routes from now on.
  public void serve(
      List<FileDescriptor> files, RouteTable routes, ProbeBackend.Behaviour behaviour) {
    serve(new Transcoder(files, routes, false), behaviour);
  }

  /// Serves by another transcoder from now on.
  public void serve(Transcoder transcoder, ProbeBackend.Behaviour behaviour) {
    CURRENT.set(transcoder);
    List<MethodDescriptor> methods = new ArrayList<>();
    transcoder.files().stream()
        .filter(file -> file.getPackage().equals(PACKAGE))
        .forEach(file -> file.getServices().forEach(s -> methods.addAll(s.getMethods())));
    backend.serve(methods, behaviour);
  }

  /// Serves the probe proto as it is written.
  public void probe() throws IOException {
    probe(ProbeBackend.Behaviour.ECHO);
  }

  /// Serves the probe proto with another behaviour.
  public void probe(ProbeBackend.Behaviour behaviour) throws IOException {
    List<FileDescriptor> files = files();
    serve(files, RouteTable.of(files, _ -> true), behaviour);
  }

  /// The probe proto with its imports.
  public static List<FileDescriptor> files() throws IOException {
    return DescriptorSet.link(descriptorSet());
  }

  /// The probe proto as protoc wrote it.
  public static FileDescriptorSet descriptorSet() throws IOException {
    ExtensionRegistry options = ExtensionRegistry.newInstance();
    AnnotationsProto.registerAllExtensions(options);
    AccessProto.registerAllExtensions(options);
    try (InputStream in = ProbeDoor.class.getResourceAsStream("/probe.binpb")) {
      return FileDescriptorSet.parseFrom(Objects.requireNonNull(in, "probe.binpb"), options);
    }
  }

  @Override
  public void close() {
    context.close();
    backend.close();
  }
}
