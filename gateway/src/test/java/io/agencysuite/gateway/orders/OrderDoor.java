package io.agencysuite.gateway.orders;

import com.google.protobuf.Descriptors.MethodDescriptor;
import com.mongodb.client.MongoDatabase;
import io.agencysuite.gateway.ContractConfiguration;
import io.agencysuite.gateway.DoorConfiguration;
import io.agencysuite.gateway.idempotency.IdempotencyConfiguration;
import io.agencysuite.gateway.probe.RawHttp;
import io.agencysuite.gateway.upstream.Identification;
import io.agencysuite.kit.grpc.CurrentCall;
import io.agencysuite.kit.identity.Identity;
import io.agencysuite.kit.identity.Role;
import io.grpc.Metadata;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;

/// The door with the suite's contract, its manners and a store, in front of an [OrderBackend]. The
/// header `X-Caller` says who calls, `X-Role` in which role.
public final class OrderDoor implements AutoCloseable {
  public static final String ORDERS = "/v1/clients/brauhaus/orders";

  private final ConfigurableApplicationContext context;
  private final RawHttp http;

  @EnableAutoConfiguration
  @Import({DoorConfiguration.class, ContractConfiguration.class, IdempotencyConfiguration.class})
  static class Parts {}

  private record Callers(OrderBackend backend) implements Identification {

    @Override
    public Identity identify(HttpServletRequest request, MethodDescriptor rpc) {
      String caller = Objects.requireNonNullElse(request.getHeader("X-Caller"), "anna");
      String role = Objects.requireNonNullElse(request.getHeader("X-Role"), "OWNER");
      return new Identity(
          Identity.Kind.USER,
          "t",
          "users/" + caller,
          Map.of(Identity.ALL_CLIENTS, Set.of(Role.valueOf(role))));
    }

    @Override
    public void vouch(Identity caller, Metadata headers) {
      headers.put(CurrentCall.IDENTITY_HEADER, backend.service().keys().signer().sign(caller));
    }
  }

  public OrderDoor(
      OrderBackend backend, MongoDatabase store, InstantSource clock, String... properties) {
    List<String> all = new ArrayList<>(List.of(properties));
    all.add("--server.port=0");
    all.add("--gateway.upstream.address.crm=127.0.0.1:" + backend.service().port());
    all.add("--spring.cloud.gateway.server.webmvc.routes[0].id=crm");
    all.add("--spring.cloud.gateway.server.webmvc.routes[0].uri=grpc://crm");
    all.add("--spring.cloud.gateway.server.webmvc.routes[0].predicates[0]=Proto=agency.crm.v1");
    this.context =
        new SpringApplicationBuilder(Parts.class)
            .web(WebApplicationType.SERVLET)
            .initializers(c -> {
              GenericApplicationContext beans = (GenericApplicationContext) c;
              beans.registerBean(MongoDatabase.class, () -> store);
              beans.registerBean(Identification.class, () -> new Callers(backend));
              beans.registerBean(
                  "testClock", InstantSource.class, () -> clock, d -> d.setPrimary(true));
            })
            .run(all.toArray(String[]::new));
    this.http =
        new RawHttp(
            Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer())
                .getPort());
  }

  public RawHttp.Answer send(String method, String target, String body, String... headers)
      throws IOException {
    Map<String, String> all = new HashMap<>();
    if (!body.isEmpty()) {
      all.put("Content-Type", "application/json");
    }
    for (int i = 0; i < headers.length; i += 2) {
      all.put(headers[i], headers[i + 1]);
    }
    return http.send(method, target, all, body.getBytes(StandardCharsets.UTF_8));
  }

  /// A new order under an idempotency key.
  public RawHttp.Answer create(String key, long cents, String... headers) throws IOException {
    return keyed(key, ORDERS, "{\"total\":" + euros(cents) + "}", headers);
  }

  /// Gives a part of an order back, under an idempotency key.
  public RawHttp.Answer refund(String key, String order, long cents, String etag)
      throws IOException {
    String body =
        "{\"refundId\":\"r\",\"amount\":"
            + euros(cents)
            + (etag.isEmpty() ? "" : ",\"etag\":\"" + etag.replace("\"", "\\\"") + "\"")
            + "}";
    return keyed(key, "/v1/" + order + ":refund", body);
  }

  private RawHttp.Answer keyed(String key, String target, String body, String... headers)
      throws IOException {
    List<String> all = new ArrayList<>(List.of(headers));
    all.addAll(List.of("Idempotency-Key", key));
    return send("POST", target, body, all.toArray(String[]::new));
  }

  private static String euros(long cents) {
    return "{\"minorUnits\":\"" + cents + "\",\"currencyCode\":\"EUR\"}";
  }

  @Override
  public void close() {
    context.close();
  }
}
