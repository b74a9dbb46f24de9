package io.agencysuite.gateway.oauth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.springframework.web.util.HtmlUtils;

/// The pages that people see on the way to an application: plain forms, without scripts.
final class Page {
  private static final String BUNDLE = "io/agencysuite/gateway/sign-in";
  private static final ResourceBundle.Control NO_FALLBACK =
      ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
  private static final String STYLE =
      """
      :root{color-scheme:light dark;--accent:light-dark(#0d5c63,#6fc7cc)}
      *{box-sizing:border-box}
      body{font:0.9375rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;
      margin:0;min-height:100dvh;display:grid;place-items:center;padding:1rem;
      color:light-dark(#1d2426,#e8eae8);background:light-dark(#f4f3ef,#14181a)}
      main{width:min(26rem,100%);padding:1.5rem;border:1px solid light-dark(#dedbd2,#333c3f);
      border-radius:10px;background:light-dark(#fff,#1c2224);box-shadow:0 1px 6px rgb(0 0 0/6%)}
      .brand{display:flex;gap:.5rem;align-items:center;font-weight:600}
      .brand img{width:1.75rem;height:1.75rem}
      h1{font-size:1.5rem;line-height:1.25;margin:1rem 0 .5rem}
      p,ul{margin:.5rem 0}
      label{display:block;margin-top:1rem;font-weight:600}
      input{font:inherit;color:inherit;width:100%;min-height:2.25rem;margin-top:.25rem;
      padding:.25rem .75rem;border:1px solid light-dark(#848b8c,#75828a);border-radius:6px;
      background:light-dark(#fff,#12161a)}
      button{font:inherit;font-weight:600;min-height:2.25rem;margin-top:1.5rem;padding:.25rem 1rem;
      border:1px solid var(--accent);border-radius:6px;background:none;color:var(--accent);
      cursor:pointer}
      button.primary{background:var(--accent);color:light-dark(#fff,#0b2022)}
      :focus-visible{outline:2px solid var(--accent);outline-offset:2px}
      a{color:var(--accent)}
      .button{display:block;width:100%}
      .or{display:flex;gap:.75rem;align-items:center;margin-top:1.5rem}
      .or::before,.or::after{content:"";flex:1;border-top:1px solid light-dark(#dedbd2,#333c3f)}
      .or+form button{margin-top:1rem}
      .row{display:flex;flex-wrap:wrap;gap:0 .75rem}
      .soft{color:light-dark(#566064,#a5b0b2)}
      .hint{margin:.25rem 0 0;font-size:.8125rem}
      [role=alert]{padding:.5rem .75rem;border-radius:6px;color:light-dark(#a3262c,#f5969a);
      background:light-dark(#fbe6e6,#431f22)}
      """;

  private final Locale locale;
  private final ResourceBundle texts;

  Page(Locale locale) {
    this.locale = locale.getLanguage().equals("de") ? Locale.GERMAN : Locale.ENGLISH;
    this.texts = ResourceBundle.getBundle(BUNDLE, this.locale, NO_FALLBACK);
  }

  /// Nothing but the page's own style, and forms to here and to where the application waits.
  static String policy(String redirectOrigin) {
    return "default-src 'none'; img-src 'self'; style-src 'sha256-"
        + hash(STYLE)
        + "'; form-action 'self' "
        + redirectOrigin
        + "; base-uri 'none'; frame-ancestors 'none'";
  }

  /// @param application where the way leads; empty for the suite itself
  /// @param elsewhere the address where the other issuer can be used; empty for this one
  String signIn(
      String application,
      SignInForms.Form form,
      String csrf,
      SignInForms.Ways ways,
      String elsewhere) {
    boolean known = !form.email().isEmpty();
    String way =
        application.isEmpty()
            ? ""
            : "<p class=\"soft\">%s</p>"
                .formatted(escape(text("signIn.for").replace("{0}", application)));
    String local =
        form(
            form,
            csrf,
            field("email", "email", "username", form.email(), !known)
                + field("password", "password", "current-password", "", known));
    return page(
        text("signIn.title"),
        way
            + error(form, ways.other())
            + (ways.local() ? local : "")
            + (ways.other().isEmpty() ? "" : other(form, csrf, ways, elsewhere)));
  }

  private String other(
      SignInForms.Form form, String csrf, SignInForms.Ways ways, String elsewhere) {
    String or =
        ways.local() ? "<div class=\"or soft\">" + escape(text("federated.or")) + "</div>" : "";
    if (!elsewhere.isEmpty()) {
      return or
          + "<p>%s <a href=\"%s\">%s</a></p>"
              .formatted(
                  escape(text("federated.elsewhere").replace("{0}", ways.other())),
                  escape(elsewhere),
                  escape(elsewhere));
    }
    return or
        + "<form method=\"post\" action=\""
        + OauthPaths.FEDERATED
        + "\">"
        + hidden("request", form.query())
        + hidden("csrf", csrf)
        + "<button type=\"submit\" class=\"button%s\">%s</button></form>"
            .formatted(
                ways.local() ? "" : " primary",
                escape(text("federated.submit").replace("{0}", ways.other())));
  }

  /// Leads on by itself; the link is for browsers that do not.
  String onward(String target) {
    return page(text("federated.onward"), link(target, "federated.next"));
  }

  String lost() {
    return page(
        text("signIn.title"),
        "<p role=\"alert\">%s</p>%s"
            .formatted(escape(text("federated.lost")), link("/console/", "signIn.again")));
  }

  private String link(String target, String key) {
    return "<p><a href=\"%s\">%s</a></p>".formatted(escape(target), escape(text(key)));
  }

  String code(SignInForms.Form form, String csrf) {
    String hint = "<p class=\"hint soft\" id=\"hint\">" + escape(text("signIn.codeHint")) + "</p>";
    String again = link(OauthPaths.AUTHORIZE + '?' + form.query(), "signIn.again");
    return page(
        text("signIn.codeTitle"),
        error(form, "")
            + form(form, csrf, field("code", "text", "one-time-code", "", true) + hint)
            + again);
  }

  private String error(SignInForms.Form form, String other) {
    return form.error().isEmpty()
        ? ""
        : "<p role=\"alert\">" + escape(text(form.error()).replace("{0}", other)) + "</p>";
  }

  private String form(SignInForms.Form form, String csrf, String fields) {
    return "<form method=\"post\" action=\""
        + OauthPaths.SIGN_IN
        + "\">"
        + hidden("request", form.query())
        + hidden("csrf", csrf)
        + fields
        + button("signIn.submit", "primary")
        + "</form>";
  }

  String consent(String application, String client, String state, List<String> scopes) {
    StringBuilder list = new StringBuilder();
    StringBuilder fields = new StringBuilder();
    for (String scope : scopes) {
      list.append("<li>").append(escape(words(scope))).append("</li>");
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
            + "</p><div class=\"row\">"
            + form
            + fields
            + button("consent.allow", "primary")
            + "</form>"
            + form
            + button("consent.refuse", "")
            + "</form></div>");
  }

  private String button(String key, String kind) {
    return "<button type=\"submit\" class=\"" + kind + "\">" + escape(text(key)) + "</button>";
  }

  private String field(String name, String type, String complete, String value, boolean focus) {
    return "<label for=\"%s\">%s</label><input id=\"%s\" name=\"%s\" type=\"%s\""
            .formatted(name, escape(text("signIn." + name)), name, name, type)
        + " autocomplete=\"%s\" value=\"%s\" maxlength=\"254\" required%s>"
            .formatted(complete, escape(value), focus ? " autofocus" : "");
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
        + "</style></head><body><main><div class=\"brand\">"
        + "<img src=\"/console/icon.svg\" alt=\"\">Agency Suite</div><h1>"
        + escape(title)
        + "</h1>"
        + body
        + "</main></body></html>";
  }

  /// What a scope allows; one without words shows its name.
  private String words(String scope) {
    int dot = scope.lastIndexOf('.');
    String what = "what." + scope.substring(0, Math.max(0, dot));
    if (texts.containsKey("scope." + scope)) {
      return text("scope." + scope);
    }
    return dot > 0 && texts.containsKey(what)
        ? text("scope" + scope.substring(dot)).replace("{0}", text(what))
        : scope;
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
