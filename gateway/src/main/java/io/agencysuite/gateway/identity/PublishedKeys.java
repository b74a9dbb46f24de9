package io.agencysuite.gateway.identity;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/// `GET /.well-known/jwks.json`: the public halves of the keys that sign access tokens.
final class PublishedKeys {
  private final SigningKeys keys;

  PublishedKeys(SigningKeys keys) {
    this.keys = keys;
  }

  RouterFunction<ServerResponse> routes() {
    return RouterFunctions.route()
        .GET("/.well-known/jwks.json", this::answer)
        .HEAD("/.well-known/jwks.json", this::answer)
        .build();
  }

  private ServerResponse answer(ServerRequest request) {
    List<JWK> published = List.copyOf(keys.published());
    return ServerResponse.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .header("Cache-Control", "public, max-age=300")
        .body(new JWKSet(published).toString(true));
  }
}
