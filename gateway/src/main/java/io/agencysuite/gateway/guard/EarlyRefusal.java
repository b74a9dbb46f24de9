package io.agencysuite.gateway.guard;

import com.google.protobuf.Descriptors.MethodDescriptor;
import io.agencysuite.gateway.error.Problems;
import io.agencysuite.gateway.transcode.RouteTable;
import io.agencysuite.gateway.transcode.TranscodingException;
import io.agencysuite.kit.time.Ids;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.coyote.Request;
import org.apache.tomcat.util.http.MimeHeaders;
import org.jspecify.annotations.Nullable;

/// Refuses in the connector what the admission would refuse a moment later. In a crowd most
/// requests are refused, and what that costs is missing for the others. A request whose refusal
/// depends on more than method, path and credential goes the ordinary way.
public final class EarlyRefusal {
  private static final List<String> ORDINARY =
      List.of("Accept-Language", "Forwarded", "Origin", "Upgrade", "X-Forwarded-Proto");

  private final Admission admission;
  private final Supplier<RouteTable> routes;
  private final Ids ids;
  private final Problems.Prepared overloaded = Problems.prepare(Admission.overloaded());

  public EarlyRefusal(Admission admission, Supplier<RouteTable> routes, Ids ids) {
    this.admission = admission;
    this.routes = routes;
    this.ids = ids;
  }

  /// What is answered, and with which headers besides.
  record Refusal(Map<String, String> headers, Problems.Rendered problem) {}

  /// True when some callers are refused now.
  boolean isCrowded() {
    return admission.isCrowded();
  }

  /// The refusal of a request; null for one that goes on.
  @Nullable Refusal of(Request request) {
    MimeHeaders headers = request.getMimeHeaders();
    if (!admission.isCrowded()
        || ORDINARY.stream().anyMatch(name -> headers.getHeader(name) != null)) {
      return null;
    }
    String path = request.requestURI().toString();
    MethodDescriptor rpc = rpc(request.getMethod(), path);
    if (rpc == null
        || !admission.isFull(
            rpc, headers.getHeader("Authorization"), headers.getHeader("Priority"))) {
      return null;
    }
    String id = DoorFilter.requestId(headers.getHeader(DoorFilter.REQUEST_ID), ids);
    Map<String, String> also = new LinkedHashMap<>(DoorFilter.SECURITY_HEADERS);
    also.put(DoorFilter.REQUEST_ID, id);
    return new Refusal(also, overloaded.at(path, id));
  }

  private @Nullable MethodDescriptor rpc(String method, String path) {
    try {
      return routes.get().find(method, path).route().rpc();
    } catch (TranscodingException e) {
      return null;
    }
  }
}
