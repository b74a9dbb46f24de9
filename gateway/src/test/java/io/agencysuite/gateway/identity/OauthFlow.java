package io.agencysuite.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.Base64URL;
import io.agencysuite.gateway.probe.RawHttp;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// What a browser and an application do with the authorization server, over the wire.
final class OauthFlow {
  static final String VERIFIER = "a-verifier-of-forty-three-characters-or-more-x";
  static final String CONSOLE = "http://localhost:8080/console/";

  private OauthFlow() {}

  static String code(Door asked, Door signedIn) throws IOException {
    Map<String, String> cookies = new HashMap<>();
    String query = encode(request("console", CONSOLE, ""));
    RawHttp.Answer in = signIn(asked, signedIn, query, cookies, FakeCrm.PASSWORD);
    String location =
        get(asked, Objects.requireNonNull(in.header("location")), cookies).header("location");
    assertThat(location).startsWith(CONSOLE + "?code=");
    assertThat(parameter(Objects.requireNonNull(location), "iss"))
        .isEqualTo("http://localhost:8080");
    return parameter(location, "code");
  }

  /// A code of an application, with the consent where it is asked for.
  static String code(Door asked, Door signedIn, Map<String, String> request) throws IOException {
    Map<String, String> cookies = new HashMap<>();
    RawHttp.Answer in = signIn(asked, signedIn, encode(request), cookies, FakeCrm.PASSWORD);
    String location =
        get(asked, Objects.requireNonNull(in.header("location")), cookies).header("location");
    if (Objects.requireNonNull(location).contains("/oauth2/consent?")) {
      String page = get(asked, location.substring(location.indexOf("/oauth2/")), cookies).text();
      Map<String, String> yes = new LinkedHashMap<>();
      yes.put("client_id", request.getOrDefault("client_id", ""));
      yes.put("state", hidden(page, "state"));
      String scopes = "&scope=" + request.getOrDefault("scope", "").replace(" ", "&scope=");
      location =
          send(signedIn, "/oauth2/authorize", encode(yes) + scopes, cookies).header("location");
    }
    return parameter(Objects.requireNonNull(location), "code");
  }

  static RawHttp.Answer signIn(
      Door asked, Door signedIn, String query, Map<String, String> cookies, String password)
      throws IOException {
    RawHttp.Answer page = get(asked, "/oauth2/authorize?" + query, cookies);
    assertThat(page.status()).as(page.text()).isEqualTo(200);
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("request", hidden(page.text(), "request"));
    fields.put("csrf", hidden(page.text(), "csrf"));
    fields.put("email", FakeCrm.EMAIL);
    fields.put("password", password);
    return form(signedIn, "/oauth2/sign-in", fields, cookies);
  }

  static Map<String, String> request(String client, String redirect, String scope)
      throws IOException {
    Map<String, String> request = new LinkedHashMap<>();
    request.put("response_type", "code");
    request.put("client_id", client);
    request.put("redirect_uri", redirect);
    request.put("state", "s-1");
    request.put("code_challenge", challenge());
    request.put("code_challenge_method", "S256");
    if (!scope.isEmpty()) {
      request.put("scope", scope);
    }
    return request;
  }

  static String challenge() throws IOException {
    return challenge(VERIFIER);
  }

  static String challenge(String verifier) throws IOException {
    byte[] bytes = verifier.getBytes(StandardCharsets.US_ASCII);
    try {
      return Base64URL.encode(MessageDigest.getInstance("SHA-256").digest(bytes)).toString();
    } catch (NoSuchAlgorithmException e) {
      throw new IOException(e);
    }
  }

  static RawHttp.Answer authorize(Door door, Map<String, String> request) throws IOException {
    return door.get("/oauth2/authorize?" + encode(request), "");
  }

  static Map<String, String> redemption(String code, String verifier) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "authorization_code");
    form.put("client_id", "console");
    form.put("code", code);
    form.put("redirect_uri", CONSOLE);
    if (!verifier.isEmpty()) {
      form.put("code_verifier", verifier);
    }
    return form;
  }

  static RawHttp.Answer redeem(Door door, String code, String verifier) throws IOException {
    return form(door, "/oauth2/token", redemption(code, verifier));
  }

  /// The console renews by its cookie.
  static RawHttp.Answer refresh(Door door, RawHttp.Answer granted) throws IOException {
    return form(
        door,
        "/oauth2/token",
        Map.of("grant_type", "refresh_token", "client_id", "console"),
        new HashMap<>(Map.of("agency_renewal", refreshToken(granted))));
  }

  static RawHttp.Answer credentials(Door door, String id, String key) throws IOException {
    return form(
        door,
        "/oauth2/token",
        Map.of("grant_type", "client_credentials", "client_id", id, "client_secret", key));
  }

  static JsonNode introspect(Door door, String id, String key, String token) throws IOException {
    return Door.json(
        form(
            door,
            "/oauth2/introspect",
            Map.of("client_id", id, "client_secret", key, "token", token)));
  }

  static String refreshToken(RawHttp.Answer granted) {
    assertThat(granted.status()).as(granted.text()).isEqualTo(200);
    assertThat(granted.text()).doesNotContain("refresh_token");
    Map<String, String> cookies = new HashMap<>();
    keep(granted, cookies);
    return cookies.getOrDefault("agency_renewal", "");
  }

  static String error(RawHttp.Answer answer) {
    assertThat(answer.status()).as(answer.text()).isGreaterThanOrEqualTo(400).isLessThan(500);
    return Door.json(answer).get("error").asString();
  }

  static RawHttp.Answer get(Door door, String target, Map<String, String> cookies)
      throws IOException {
    return keep(door.http().send("GET", target, headers(cookies), new byte[0]), cookies);
  }

  static RawHttp.Answer form(Door door, String target, Map<String, String> fields)
      throws IOException {
    return form(door, target, fields, new HashMap<>());
  }

  static RawHttp.Answer form(
      Door door, String target, Map<String, String> fields, Map<String, String> cookies)
      throws IOException {
    return send(door, target, encode(fields), cookies);
  }

  private static RawHttp.Answer send(
      Door door, String target, String fields, Map<String, String> cookies) throws IOException {
    Map<String, String> headers = new HashMap<>(headers(cookies));
    headers.put("Content-Type", "application/x-www-form-urlencoded");
    byte[] body = fields.getBytes(StandardCharsets.US_ASCII);
    return keep(door.http().send("POST", target, headers, body), cookies);
  }

  static RawHttp.Answer keep(RawHttp.Answer answer, Map<String, String> cookies) {
    String set = answer.header("set-cookie");
    if (set != null) {
      Matcher matcher = Pattern.compile("(agency_[a-z_]+)=([^;,]*)").matcher(set);
      while (matcher.find()) {
        cookies.put(matcher.group(1), matcher.group(2));
      }
    }
    return answer;
  }

  static Map<String, String> headers(Map<String, String> cookies) {
    return cookies.isEmpty()
        ? Map.of()
        : Map.of(
            "Cookie",
            cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; ")));
  }

  static String encode(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field ->
            field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  static String hidden(String page, String name) {
    Matcher matcher = Pattern.compile("name=\"" + name + "\" value=\"([^\"]*)\"").matcher(page);
    assertThat(matcher.find()).as(page).isTrue();
    return matcher.group(1).replace("&amp;", "&");
  }

  static String parameter(String location, String name) {
    Matcher matcher = Pattern.compile("[?&]" + name + "=([^&]*)").matcher(location);
    assertThat(matcher.find()).as(location).isTrue();
    return URLDecoder.decode(matcher.group(1), StandardCharsets.UTF_8);
  }
}
