package io.agencysuite.gateway.oauth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.springframework.web.util.HtmlUtils;

/// The two pages that people see on the way to an application: plain forms, without scripts.
final class Page {
  private static final String BUNDLE = "io/agencysuite/gateway/sign-in";
  private static final ResourceBundle.Control NO_FALLBACK =
      ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
  private static final String STYLE =
      """
      :root{color-scheme:light dark}
      body{font:16px/1.5 system-ui,sans-serif;margin:0;padding:2rem 1rem}
      main{max-width:24rem;margin:0 auto}
      h1{font-size:1.5rem}
      label{display:block;margin-top:1rem;font-weight:600}
      input[type=email],input[type=password],input[type=text]{font:inherit;width:100%;
      box-sizing:border-box;padding:.5rem;border:1px solid #767676;border-radius:.25rem}
      button{font:inherit;margin:1.5rem .5rem 0 0;padding:.5rem 1rem}
      [role=alert]{border-left:.25rem solid #c62828;padding:.25rem .75rem}
      .hint{margin:.25rem 0 0;font-size:.875rem}
      """;

  private final Locale locale;
  private final ResourceBundle texts;

  Page(Locale locale) {
    this.locale = locale.getLanguage().equals("de") ? Locale.GERMAN : Locale.ENGLISH;
    this.texts = ResourceBundle.getBundle(BUNDLE, this.locale, NO_FALLBACK);
  }

  /// Nothing but the page's own style, and forms to here and to where the application waits.
  static String policy(String redirectOrigin) {
    return "default-src 'none'; style-src 'sha256-"
        + hash(STYLE)
        + "'; form-action 'self' "
        + redirectOrigin
        + "; base-uri 'none'; frame-ancestors 'none'";
  }

  /// @param query of the authorization request, to go on with
  /// @param error key of the text above the form; empty for none
  String signIn(String application, String query, String csrf, String email, String error) {
    return page(
        text("signIn.title"),
        "<p>"
            + escape(text("signIn.for").replace("{0}", application))
            + "</p>"
            + (error.isEmpty()
                ? ""
                : "<p role=\"alert\" id=\"error\">" + escape(text(error)) + "</p>")
            + "<form method=\"post\" action=\""
            + OauthPaths.SIGN_IN
            + "\">"
            + hidden("request", query)
            + hidden("csrf", csrf)
            + field("email", "email", "username", email, "required autofocus")
            + field("password", "password", "current-password", "", "required")
            + field("code", "text", "one-time-code", "", "aria-describedby=\"code-hint\"")
            + "<p class=\"hint\" id=\"code-hint\">"
            + escape(text("signIn.codeHint"))
            + "</p>"
            + "<button type=\"submit\">"
            + escape(text("signIn.submit"))
            + "</button></form>");
  }

  String consent(String application, String client, String state, List<String> scopes) {
    StringBuilder list = new StringBuilder();
    StringBuilder fields = new StringBuilder();
    for (String scope : scopes) {
      list.append("<li>").append(escape(scope)).append("</li>");
      fields.append(hidden("scope", scope));
    }
    String common = hidden("client_id", client) + hidden("state", state);
    String form = "<form method=\"post\" action=\"" + OauthPaths.AUTHORIZE + "\">" + common;
    return page(
        text("consent.title"),
        "<p>"
            + escape(text("consent.asks").replace("{0}", application))
            + "</p><ul>"
            + list
            + "</ul><p>"
            + escape(text("consent.limits"))
            + "</p>"
            + form
            + fields
            + button("consent.allow")
            + "</form>"
            + form
            + button("consent.refuse")
            + "</form>");
  }

  private String button(String key) {
    return "<button type=\"submit\">" + escape(text(key)) + "</button>";
  }

  private String field(String name, String type, String complete, String value, String more) {
    return "<label for=\"%s\">%s</label><input id=\"%s\" name=\"%s\" type=\"%s\""
            .formatted(name, escape(text("signIn." + name)), name, name, type)
        + " autocomplete=\"%s\" value=\"%s\" maxlength=\"254\" %s>"
            .formatted(complete, escape(value), more);
  }

  private static String hidden(String name, String value) {
    return "<input type=\"hidden\" name=\"%s\" value=\"%s\">".formatted(name, escape(value));
  }

  private String page(String title, String body) {
    return "<!doctype html><html lang=\""
        + locale.getLanguage()
        + "\"><head>"
        + "<meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">"
        + "<title>"
        + escape(title)
        + "</title><style>"
        + STYLE
        + "</style></head><body><main><h1>"
        + escape(title)
        + "</h1>"
        + body
        + "</main></body></html>";
  }

  private String text(String key) {
    return texts.getString(key);
  }

  private static String escape(String text) {
    return HtmlUtils.htmlEscape(text, "UTF-8");
  }

  private static String hash(String style) {
    try {
      return Base64.getEncoder()
          .encodeToString(
              MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
