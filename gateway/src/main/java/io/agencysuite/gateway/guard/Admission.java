package io.agencysuite.gateway.guard;

import com.google.protobuf.Descriptors.MethodDescriptor;
import io.agencysuite.gateway.error.DoorException;
import io.agencysuite.gateway.error.DoorReason;
import io.agencysuite.gateway.error.Problems;
import io.agencysuite.gateway.transcode.RouteTable;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Refuses at once what could only wait. Each service has limits of its own, so that a slow one
/// takes no place from the others; a stream counts among the service's streams instead, because it
/// stays. Health, pages and files are always let in.
public final class Admission implements Filter {
  private static final String SESSIONS = "/v1/sessions";

  private final AdmissionSettings settings;
  private final Function<HttpServletRequest, @Nullable MethodDescriptor> nativeRpc;
  private final LongSupplier nanos;
  private final Map<String, AdaptiveLimit> limits = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> streams = new ConcurrentHashMap<>();

  /// @param nativeRpc the RPC of a native gRPC call; null for any other request
  /// @param nanos a clock that never goes back
  public Admission(
      AdmissionSettings settings,
      Function<HttpServletRequest, @Nullable MethodDescriptor> nativeRpc,
      LongSupplier nanos) {
    this.settings = settings;
    this.nativeRpc = nativeRpc;
    this.nanos = nanos;
  }

  /// What a refused caller hears.
  static DoorException overloaded() {
    return DoorException.of(DoorReason.OVERLOADED).with("Retry-After", "1");
  }

  /// True when some service takes no more of what comes last.
  boolean isCrowded() {
    long now = nanos.getAsLong();
    for (AdaptiveLimit limit : limits.values()) {
      if (limit.isFull(Priority.BATCH, now)) {
        return true;
      }
    }
    return false;
  }

  /// True when such a call would be refused now.
  boolean isFull(MethodDescriptor rpc, @Nullable String credential, @Nullable String priority) {
    AdaptiveLimit limit = limits.get(rpc.getFile().getPackage());
    return limit != null
        && !rpc.isServerStreaming()
        && !rpc.isClientStreaming()
        && limit.isFull(
            Priority.of(credential, priority, rpc, settings.batch()), nanos.getAsLong());
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    filter((HttpServletRequest) request, (HttpServletResponse) response, chain);
  }

  private void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    RouteTable.Match match = DoorFilter.match(request);
    MethodDescriptor rpc = match == null ? nativeRpc.apply(request) : match.route().rpc();
    if (rpc != null && (rpc.isServerStreaming() || rpc.isClientStreaming())) {
      stream(rpc.getFile().getPackage(), request, response, chain);
    } else if (rpc != null) {
      call(rpc.getFile().getPackage(), rpc, request, response, chain);
    } else if (request.getRequestURI().startsWith(SESSIONS)) {
      call(SESSIONS, null, request, response, chain);
    } else {
      chain.doFilter(request, response);
    }
  }

  private void call(
      String service,
      @Nullable MethodDescriptor rpc,
      HttpServletRequest request,
      HttpServletResponse response,
      FilterChain chain)
      throws IOException, ServletException {
    long start = nanos.getAsLong();
    AdaptiveLimit limit = limits.computeIfAbsent(service, _ -> new AdaptiveLimit(settings, start));
    int entered = limit.enter(priority(request, rpc), start);
    if (entered == 0) {
      refuse(request, response);
      return;
    }
    boolean tells = false;
    try {
      chain.doFilter(request, response);
      tells = response.getStatus() < 400 || response.getStatus() == 504;
    } finally {
      long end = nanos.getAsLong();
      if (tells) {
        limit.leave(rpc == null ? service : rpc.getFullName(), entered, end - start, end);
      } else {
        limit.leave(end);
      }
    }
  }

  private Priority priority(HttpServletRequest request, @Nullable MethodDescriptor rpc) {
    return Priority.of(
        request.getHeader("Authorization"), request.getHeader("Priority"), rpc, settings.batch());
  }

  private void stream(
      String service, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    AtomicInteger open = streams.computeIfAbsent(service, _ -> new AtomicInteger());
    if (open.incrementAndGet() > settings.streams()) {
      open.decrementAndGet();
      refuse(request, response);
      return;
    }
    try {
      chain.doFilter(request, response);
    } finally {
      open.decrementAndGet();
    }
  }

  private static void refuse(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    DoorProcessor.answer(request, response, Problems.render(request, overloaded()));
  }
}
