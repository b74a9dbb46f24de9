package io.agencysuite.gateway.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// An OpenID provider over real HTTP with real keys. It knows one application and one person, and
/// does what a test tells it to.
final class FakeIssuer implements AutoCloseable {
  static final String CLIENT = "the door";
  static final String SECRET = "kept: by/the door";

  /// How an ID token is signed.
  enum Signature {
    RIGHT,
    NONE,
    BY_PUBLIC_KEY,
    BY_A_STRANGER,
    OF_ANOTHER_TYPE
  }

  /// What is wrong with the answers.
  enum Fault {
    NONE,
    DOWN,
    STUCK
  }

  volatile UnaryOperator<JWTClaimsSet.Builder> claims = UnaryOperator.identity();
  volatile Signature signature = Signature.RIGHT;
  volatile Fault fault = Fault.NONE;
  volatile @Nullable String error;
  volatile @Nullable String names;
  volatile boolean secretInForm;
  volatile UnaryOperator<String> said = UnaryOperator.identity();

  private final Supplier<Instant> clock;
  private final ECKey key;
  private final ECKey stranger;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch end = new CountDownLatch(1);
  private final AtomicInteger codes = new AtomicInteger();
  private final Map<String, Map<String, String>> asked = new ConcurrentHashMap<>();

  FakeIssuer(Supplier<Instant> clock) throws IOException, JOSEException {
    this.clock = clock;
    this.key = new ECKeyGenerator(Curve.P_256).keyID("k1").generate();
    this.stranger = new ECKeyGenerator(Curve.P_256).keyID("k1").generate();
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
    this.names = issuer();
  }

  String issuer() {
    return "http://127.0.0.1:" + port();
  }

  int port() {
    return server.getAddress().getPort();
  }

  /// Does no more than it is told.
  void behave() {
    claims = UnaryOperator.identity();
    signature = Signature.RIGHT;
    fault = Fault.NONE;
    error = null;
    names = issuer();
    secretInForm = false;
    said = UnaryOperator.identity();
  }

  @Override
  public void close() {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (fault == Fault.STUCK) {
        end.await();
      }
      if (fault != Fault.NONE) {
        send(exchange, 503, "<h1>Sorry</h1>");
        return;
      }
      switch (exchange.getRequestURI().getPath()) {
        case "/.well-known/openid-configuration" ->
            send(exchange, 200, said.apply(configuration()));
        case "/keys" -> send(exchange, 200, "{\"keys\":[" + key.toPublicJWK() + "]}");
        case "/authorize" -> authorize(exchange);
        case "/token" -> token(exchange);
        default -> send(exchange, 404, "{}");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (JOSEException e) {
      throw new IOException(e);
    }
  }

  private String configuration() {
    return """
    {"issuer":"%1$s","authorization_endpoint":"%1$s/authorize","token_endpoint":"%1$s/token",
    "jwks_uri":"%1$s/keys","authorization_response_iss_parameter_supported":true,
    "token_endpoint_auth_methods_supported":["private_key_jwt","%2$s"]}\
    """
        .formatted(issuer(), secretInForm ? "client_secret_post" : "client_secret_basic");
  }

  /// The person is signed in already and sent back at once.
  private void authorize(HttpExchange exchange) throws IOException {
    Map<String, String> request = fields(exchange.getRequestURI().getRawQuery());
    String code = "code-" + codes.incrementAndGet();
    asked.put(code, request);
    Map<String, String> back = new HashMap<>();
    back.put("state", request.getOrDefault("state", ""));
    back.put(error == null ? "code" : "error", Objects.requireNonNullElse(error, code));
    String name = names;
    if (name != null) {
      back.put("iss", name);
    }
    exchange
        .getResponseHeaders()
        .set("Location", request.get("redirect_uri") + '?' + OauthFlow.encode(back));
    send(exchange, 302, "");
  }

  private void token(HttpExchange exchange) throws IOException, JOSEException {
    Map<String, String> form =
        fields(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    Map<String, String> request = asked.remove(form.getOrDefault("code", ""));
    String header = exchange.getRequestHeaders().getFirst("Authorization");
    boolean known =
        secretInForm
            ? header == null
                && CLIENT.equals(form.get("client_id"))
                && SECRET.equals(form.get("client_secret"))
            : "Basic dGhlK2Rvb3I6a2VwdCUzQStieSUyRnRoZStkb29y".equals(header)
                && !form.containsKey("client_secret");
    boolean right =
        request != null
            && known
            && Objects.equals(request.get("redirect_uri"), form.get("redirect_uri"))
            && Objects.equals(request.get("code_challenge_method"), "S256")
            && Objects.equals(
                request.get("code_challenge"),
                OauthFlow.challenge(form.getOrDefault("code_verifier", "")));
    if (request == null || !right) {
      send(exchange, 400, "{\"error\":\"invalid_grant\"}");
      return;
    }
    send(
        exchange,
        200,
        "{\"access_token\":\"none of the door's business\",\"id_token\":\""
            + idToken(request)
            + "\"}");
  }

  /// A new one of the person, for the suite.
  String accessToken() throws JOSEException {
    return token(person().audience("agency-gateway").jwtID("t-" + codes.incrementAndGet()));
  }

  private String idToken(Map<String, String> request) throws JOSEException {
    return token(person().audience(CLIENT).claim("nonce", request.get("nonce")));
  }

  private JWTClaimsSet.Builder person() {
    return new JWTClaimsSet.Builder()
        .issuer(issuer())
        .subject("4711")
        .claim("email", FakeCrm.EMAIL)
        .claim("email_verified", true)
        .issueTime(Date.from(clock.get()))
        .expirationTime(Date.from(clock.get().plusSeconds(300)));
  }

  private String token(JWTClaimsSet.Builder plain) throws JOSEException {
    JWTClaimsSet content = claims.apply(plain).build();
    return switch (signature) {
      case RIGHT -> signed(JWSAlgorithm.ES256, "JWT", new ECDSASigner(key), content);
      case BY_A_STRANGER -> signed(JWSAlgorithm.ES256, "JWT", new ECDSASigner(stranger), content);
      case OF_ANOTHER_TYPE -> signed(JWSAlgorithm.ES256, "at+jwt", new ECDSASigner(key), content);
      case BY_PUBLIC_KEY ->
          signed(
              JWSAlgorithm.HS256,
              "JWT",
              new MACSigner(key.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8)),
              content);
      case NONE -> new PlainJWT(content).serialize();
    };
  }

  private static String signed(
      JWSAlgorithm algorithm, String type, JWSSigner signer, JWTClaimsSet content)
      throws JOSEException {
    SignedJWT jwt =
        new SignedJWT(
            new JWSHeader.Builder(algorithm).type(new JOSEObjectType(type)).keyID("k1").build(),
            content);
    jwt.sign(signer);
    return jwt.serialize();
  }

  private static Map<String, String> fields(String query) {
    Map<String, String> fields = new HashMap<>();
    for (String pair : List.of(query.split("&", -1))) {
      int equals = pair.indexOf('=');
      fields.put(
          pair.substring(0, equals),
          URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
    }
    return fields;
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
