package io.agencysuite.gateway;

import io.agencysuite.gateway.conditional.Conditional;
import io.agencysuite.gateway.error.ProblemReportValve;
import io.agencysuite.gateway.error.ProblemResolver;
import io.agencysuite.gateway.guard.Admission;
import io.agencysuite.gateway.guard.AdmissionSettings;
import io.agencysuite.gateway.guard.BodyReader;
import io.agencysuite.gateway.guard.CallerAddress;
import io.agencysuite.gateway.guard.CallerSettings;
import io.agencysuite.gateway.guard.Cors;
import io.agencysuite.gateway.guard.CorsSettings;
import io.agencysuite.gateway.guard.DoorFilter;
import io.agencysuite.gateway.guard.DoorProtocol;
import io.agencysuite.gateway.guard.EarlyRefusal;
import io.agencysuite.gateway.guard.KnownPath;
import io.agencysuite.gateway.guard.KnownPaths;
import io.agencysuite.gateway.guard.LimitSettings;
import io.agencysuite.gateway.guard.TraceContext;
import io.agencysuite.gateway.health.Healthz;
import io.agencysuite.gateway.identity.SessionSettings;
import io.agencysuite.gateway.page.PageAnswers;
import io.agencysuite.gateway.partial.PartialAnswers;
import io.agencysuite.gateway.transcode.Transcoder;
import io.agencysuite.gateway.upstream.Backends;
import io.agencysuite.gateway.upstream.CallHeaders;
import io.agencysuite.gateway.upstream.CallerPresence;
import io.agencysuite.gateway.upstream.GrpcRoutes;
import io.agencysuite.gateway.upstream.Identification;
import io.agencysuite.gateway.upstream.Manner;
import io.agencysuite.gateway.upstream.NativeCalls;
import io.agencysuite.gateway.upstream.OwnServices;
import io.agencysuite.gateway.upstream.UpstreamSettings;
import io.agencysuite.kit.identity.IdentitySettings;
import io.agencysuite.kit.time.Ids;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.apache.catalina.core.StandardHost;
import org.apache.coyote.UpgradeProtocol;
import org.apache.coyote.http2.Http2Protocol;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/// The wiring of the door.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
  AdmissionSettings.class,
  CallerSettings.class,
  CorsSettings.class,
  IdentitySettings.class,
  LimitSettings.class,
  SessionSettings.class,
  UpstreamSettings.class
})
public class DoorConfiguration {
  private static final int HTTP2_STREAMS = 200;
  private static final Duration HTTP2_IDLE = Duration.ofMinutes(5);

  @Bean
  InstantSource clock() {
    return InstantSource.system();
  }

  @Bean
  Ids ids(InstantSource clock) {
    return Ids.secure(clock);
  }

  @Bean
  CallerAddress callerAddress(CallerSettings settings) {
    return new CallerAddress(settings);
  }

  @Bean
  BodyReader bodyReader(LimitSettings settings) {
    return new BodyReader(settings);
  }

  @Bean
  Backends backends(UpstreamSettings settings, ObjectProvider<OwnServices> own) {
    return new Backends(
        settings,
        own.getIfAvailable(),
        new SecureRandom(),
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("looks").factory()));
  }

  /// The name is how Spring Cloud Gateway finds the handler of `grpc://` routes.
  @Bean
  GrpcRoutes grpcHandlerFunctionDefinition(
      Backends backends,
      Supplier<Transcoder> transcoder,
      CallHeaders headers,
      BodyReader bodies,
      ObjectProvider<Manner> manners,
      UpstreamSettings settings) {
    return new GrpcRoutes(
        backends, transcoder, headers, bodies, manners.orderedStream().toList(), settings);
  }

  @Bean
  CallHeaders callHeaders(
      Identification identification, CallerAddress addresses, UpstreamSettings settings) {
    return new CallHeaders(
        identification,
        addresses,
        new TraceContext(() -> ThreadLocalRandom.current().nextLong()),
        settings);
  }

  @Bean
  NativeCalls nativeCalls(
      GrpcRoutes routes,
      Supplier<Transcoder> transcoder,
      CallHeaders headers,
      BodyReader bodies,
      ObjectProvider<Manner> manners) {
    ExecutorService pumps =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("grpc-in-", 0).factory());
    return new NativeCalls(
        routes, transcoder, headers, bodies, manners.orderedStream().toList(), pumps);
  }

  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  RouterFunction<ServerResponse> nativeRoutes(NativeCalls calls) {
    return calls.routes();
  }

  /// Around all others, whose failures it shows as pages too.
  @Bean
  @Order(50)
  Manner pageAnswers() {
    return new PageAnswers();
  }

  @Bean
  @Order(275)
  Manner partialAnswers() {
    return new PartialAnswers();
  }

  /// Within the partial answers, which may cut the etag out.
  @Bean
  @Order(300)
  Manner conditional() {
    return new Conditional();
  }

  @Bean
  KnownPaths knownPaths(Supplier<Transcoder> transcoder, ObjectProvider<KnownPath> more) {
    return new KnownPaths(() -> transcoder.get().routes(), more.stream());
  }

  @Bean
  Cors cors(CorsSettings settings, KnownPaths paths) {
    return new Cors(settings, paths);
  }

  @Bean
  FilterRegistrationBean<DoorFilter> doorFilter(
      KnownPaths paths, Ids ids, Cors cors, CallerAddress addresses, LimitSettings limits) {
    FilterRegistrationBean<DoorFilter> registration =
        new FilterRegistrationBean<>(new DoorFilter(paths, ids, cors, addresses, limits));
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
    registration.setAsyncSupported(true);
    return registration;
  }

  @Bean
  Admission admission(AdmissionSettings settings, NativeCalls calls) {
    return new Admission(settings, calls::rpcOf, System::nanoTime);
  }

  @Bean
  EarlyRefusal earlyRefusal(Admission admission, Supplier<Transcoder> transcoder, Ids ids) {
    return new EarlyRefusal(admission, () -> transcoder.get().routes(), ids);
  }

  /// Comes right after the door filter, which knows the route.
  @Bean
  FilterRegistrationBean<Admission> admissionFilter(Admission admission) {
    FilterRegistrationBean<Admission> registration = new FilterRegistrationBean<>(admission);
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
    registration.setAsyncSupported(true);
    return registration;
  }

  @Bean
  ProblemResolver problemResolver() {
    return new ProblemResolver();
  }

  @Bean
  RouterFunction<ServerResponse> healthRoutes(Backends backends, InstantSource clock) {
    return new Healthz(backends, clock).routes();
  }

  @Bean
  @Order(Ordered.LOWEST_PRECEDENCE)
  RouterFunction<ServerResponse> knownPathRoutes(KnownPaths paths) {
    return paths.routes();
  }

  /// `%2F` reaches the transcoder as it is, and Tomcat's own refusals are problem documents.
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> tomcat(
      LimitSettings limits, ObjectProvider<EarlyRefusal> earlyRefusal) {
    return factory -> {
      factory.setProtocol(DoorProtocol.class.getName());
      factory.addConnectorCustomizers(connector -> {
        // Tomcat's own refusal names methods that no path has; the door filter knows better.
        connector.setAllowTrace(true);
        connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
        // Each buffer's worth of an answer is a system call; every connection holds one.
        connector.setProperty("socket.appWriteBufSize", "16384");
        if (connector.getProtocolHandler() instanceof DoorProtocol http1) {
          http1.limitHeads(limits.head(), System::nanoTime);
          http1.refuseEarly(SingletonSupplier.of(earlyRefusal::getObject));
        }
        for (UpgradeProtocol protocol : connector.findUpgradeProtocols()) {
          if (protocol instanceof Http2Protocol http2) {
            allowGrpc(http2);
          }
        }
      });
      factory.addEngineValves(new CallerPresence());
      factory.addContextCustomizers(context -> {
        if (context.getParent() instanceof StandardHost host) {
          host.setErrorReportValveClass(ProblemReportValve.class.getName());
        }
      });
    };
  }

  /// Calls of one connection run side by side, a stream may be idle, and small messages are no
  /// attack. Neither are some cancelled calls: each weighs a little more than the call itself, so
  /// that a connection ends after twenty with nothing else on it, not after four.
  private static void allowGrpc(Http2Protocol http2) {
    http2.setMaxConcurrentStreams(HTTP2_STREAMS);
    http2.setMaxConcurrentStreamExecution(HTTP2_STREAMS);
    http2.setStreamReadTimeout(HTTP2_IDLE.toMillis());
    http2.setKeepAliveTimeout(HTTP2_IDLE.toMillis());
    http2.setOverheadDataThreshold(0);
    http2.setOverheadWindowUpdateThreshold(0);
    http2.setOverheadResetFactor(25);
  }
}
