package io.agencysuite.gateway.identity;

import com.google.protobuf.Message;
import io.agencysuite.crm.v1.AuthenticateUserResponse;
import io.agencysuite.crm.v1.Grant;
import io.agencysuite.gateway.error.DoorException;
import io.agencysuite.gateway.error.DoorReason;
import io.agencysuite.gateway.guard.BodyReader;
import io.agencysuite.gateway.guard.CallerAddress;
import io.agencysuite.gateway.transcode.Transcoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.http.MediaType;
import org.springframework.util.unit.DataSize;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// `POST /v1/sessions`, `GET` and `DELETE /v1/sessions/current`, `POST /v1/sessions/current:renew`.
final class Sessions {
  private static final JsonFactory JSON = new JsonFactory();
  private static final DataSize BODY_MAX = DataSize.ofKilobytes(8);

  private final Callers callers;
  private final LiveSessions live;
  private final SignIns signIns;
  private final Beginnings begun;
  private final CallerAddress addresses;
  private final BodyReader bodies;
  private final Supplier<Transcoder> transcoder;
  private final InstantSource clock;

  Sessions(
      Callers callers,
      LiveSessions live,
      SignIns signIns,
      Beginnings begun,
      CallerAddress addresses,
      BodyReader bodies,
      Supplier<Transcoder> transcoder,
      InstantSource clock) {
    this.callers = callers;
    this.live = live;
    this.signIns = signIns;
    this.begun = begun;
    this.addresses = addresses;
    this.bodies = bodies;
    this.transcoder = transcoder;
    this.clock = clock;
  }

  RouterFunction<ServerResponse> routes() {
    return RouterFunctions.route()
        .POST("/v1/sessions", this::signIn)
        .GET("/v1/sessions/current", this::current)
        .HEAD("/v1/sessions/current", this::current)
        .DELETE("/v1/sessions/current", this::signOut)
        .POST("/v1/sessions/current:renew", this::renew)
        .build();
  }

  private ServerResponse signIn(ServerRequest request) throws IOException {
    SignIn signIn =
        SignIn.parse(
            request.servletRequest().getContentType(),
            bodies.read(request.servletRequest(), BODY_MAX));
    String address = addresses.of(request.servletRequest());
    AuthenticateUserResponse answer = signIns.signIn(signIn, address);
    Person person =
        Person.of(answer, clock.instant(), request.servletRequest().getHeader("User-Agent"));
    SessionTokens.Token token = begun.begin(person, "", "", Set.of());
    return granted(201, token, answer.getTenant(), answer.getUser(), answer.getGrantsList());
  }

  /// Whoever was disabled or has signed out meanwhile gets no further token.
  private ServerResponse renew(ServerRequest request) {
    Session session = callers.session(request.servletRequest());
    if (!session.client().isEmpty()) {
      // Applications have refresh tokens, whose second use is noticed.
      throw DoorException.of(DoorReason.CREDENTIAL_INVALID);
    }
    Principal principal = live.principalNow(session);
    SessionTokens.Token token = begun.renew(session, Set.of());
    return granted(200, token, session.tenant(), principal.user(), principal.grants());
  }

  private ServerResponse current(ServerRequest request) {
    Session session = callers.session(request.servletRequest());
    Principal principal = live.principal(session);
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try (JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), body)) {
      out.writeStartObject();
      out.writeStringProperty("expireTime", session.expiry().toString());
      out.writeStringProperty("session", session.user() + "/sessions/" + session.id());
      write(out, session.tenant(), principal.user(), principal.grants());
      out.writeEndObject();
    }
    return json(200, body);
  }

  private ServerResponse signOut(ServerRequest request) {
    Session session = callers.session(request.servletRequest());
    live.principal(session);
    live.revoke(session);
    return ServerResponse.noContent().build();
  }

  private ServerResponse granted(
      int status, SessionTokens.Token token, String tenant, Message user, List<Grant> grants) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try (JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), body)) {
      out.writeStartObject();
      out.writeStringProperty("accessToken", token.text());
      out.writeStringProperty("tokenType", "Bearer");
      out.writeStringProperty("expiresIn", token.lifetime().toSeconds() + "s");
      write(out, tenant, user, grants);
      out.writeEndObject();
    }
    return json(status, body);
  }

  private void write(JsonGenerator out, String tenant, Message user, List<Grant> grants) {
    out.writeStringProperty("tenant", tenant);
    out.writeName("user");
    out.writeRawValue(text(user));
    out.writeName("grants");
    out.writeStartArray();
    for (Grant grant : grants) {
      out.writeRawValue(text(grant));
    }
    out.writeEndArray();
  }

  private String text(Message message) {
    return new String(transcoder.get().jsonOf(message), StandardCharsets.UTF_8);
  }

  private static ServerResponse json(int status, ByteArrayOutputStream body) {
    return ServerResponse.status(status)
        .contentType(MediaType.APPLICATION_JSON)
        .header("Cache-Control", "no-store")
        .contentLength(body.size())
        .build((_, response) -> {
          response.getOutputStream().write(body.toByteArray());
          return null;
        });
  }
}
