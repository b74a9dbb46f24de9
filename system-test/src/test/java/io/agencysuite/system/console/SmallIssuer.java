package io.agencysuite.system.console;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.agencysuite.rest.Json;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECPoint;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// An OpenID provider of another site. It has one application, which keeps no secret, and takes
/// whoever presses its button for its one person.
final class SmallIssuer implements AutoCloseable {
  static final String CLIENT = "the-door";
  static final String BUTTON = "It is me";

  private static final int LIFETIME_SECONDS = 300;

  private final HttpServer server;
  private final KeyPair key;
  private final String email;
  private final Map<String, String> nonces = new ConcurrentHashMap<>();

  /// @param email what it has confirmed
  SmallIssuer(String email) throws IOException, GeneralSecurityException {
    this.email = email;
    KeyPairGenerator keys = KeyPairGenerator.getInstance("EC");
    keys.initialize(new ECGenParameterSpec("secp256r1"));
    this.key = keys.generateKeyPair();
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  /// Another site than `127.0.0.1`, for browsers and their cookies.
  String issuer() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      switch (exchange.getRequestURI().getPath()) {
        case "/.well-known/openid-configuration" -> send(exchange, "application/json", document());
        case "/keys" -> send(exchange, "application/json", keys());
        case "/authorize" -> authorize(exchange);
        case "/token" -> send(exchange, "application/json", token(exchange));
        default -> exchange.sendResponseHeaders(404, -1);
      }
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  private String document() {
    return Json.write(
        Map.of(
            "issuer", issuer(),
            "authorization_endpoint", issuer() + "/authorize",
            "token_endpoint", issuer() + "/token",
            "jwks_uri", issuer() + "/keys"));
  }

  private String keys() {
    ECPoint point = ((ECPublicKey) key.getPublic()).getW();
    Map<String, String> jwk =
        Map.of(
            "kty",
            "EC",
            "crv",
            "P-256",
            "x",
            coordinate(point.getAffineX()),
            "y",
            coordinate(point.getAffineY()));
    return Json.write(Map.of("keys", List.of(jwk)));
  }

  private static String coordinate(BigInteger value) {
    return base64(HexFormat.of().parseHex("%064x".formatted(value)));
  }

  private String token(HttpExchange exchange) throws IOException, GeneralSecurityException {
    byte[] form = exchange.getRequestBody().readAllBytes();
    String code = fields(new String(form, StandardCharsets.UTF_8)).getOrDefault("code", "");
    String content = json(Map.of("alg", "ES256")) + '.' + json(claims(code));
    Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
    signature.initSign(key.getPrivate());
    signature.update(content.getBytes(StandardCharsets.US_ASCII));
    return Json.write(Map.of("id_token", content + '.' + base64(signature.sign())));
  }

  private Map<String, Object> claims(String code) {
    return Map.of(
        "iss",
        issuer(),
        "aud",
        CLIENT,
        "sub",
        "4711",
        "email",
        email,
        "email_verified",
        true,
        "nonce",
        nonces.getOrDefault(code, ""),
        "exp",
        Instant.now().getEpochSecond() + LIFETIME_SECONDS);
  }

  /// The page on which the person presses the button, and then the way back.
  private void authorize(HttpExchange exchange) throws IOException {
    if (exchange.getRequestMethod().equals("GET")) {
      send(exchange, "text/html", "<form method=post><button>" + BUTTON + "</button></form>");
      return;
    }
    Map<String, String> asked = fields(exchange.getRequestURI().getRawQuery());
    String code = "code-" + nonces.size();
    nonces.put(code, asked.getOrDefault("nonce", ""));
    String back = asked.get("redirect_uri") + "?code=" + code + "&state=" + asked.get("state");
    exchange.getResponseHeaders().set("Location", back);
    exchange.sendResponseHeaders(303, -1);
  }

  private static void send(HttpExchange exchange, String type, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static Map<String, String> fields(String text) {
    return List.of(text.split("&", -1)).stream()
        .map(pair -> pair.split("=", 2))
        .collect(Collectors.toMap(pair -> pair[0], pair -> decode(pair[1]), (first, _) -> first));
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static String json(Object value) {
    return base64(Json.write(value).getBytes(StandardCharsets.UTF_8));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
