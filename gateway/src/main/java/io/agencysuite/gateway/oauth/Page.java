package io.agencysuite.gateway.oauth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.ResourceBundle;
import org.springframework.web.util.HtmlUtils;

/// What the pages on the way to an application have in common: their frame, style and language.
/// They are plain forms, without scripts.
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

  /// Leads on by itself; the link is for browsers that do not.
  String onward(String target) {
    return page(text("federated.onward"), link(target, "federated.next"));
  }

  String lost() {
    return page(
        text("signIn.title"),
        "<p role=\"alert\">%s</p>%s"
            .formatted(escaped("federated.lost"), link("/console/", "signIn.again")));
  }

  String link(String target, String key) {
    return "<p><a href=\"%s\">%s</a></p>".formatted(escape(target), escaped(key));
  }

  String button(String key, String kind) {
    return "<button type=\"submit\" class=\"" + kind + "\">" + escaped(key) + "</button>";
  }

  static String hidden(String name, String value) {
    return "<input type=\"hidden\" name=\"%s\" value=\"%s\">".formatted(name, escape(value));
  }

  String page(String title, String body) {
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

  String text(String key) {
    return texts.getString(key);
  }

  /// For a page.
  String escaped(String key) {
    return escape(text(key));
  }

  /// For a page, with a name in it.
  String escaped(String key, String name) {
    return escape(text(key).replace("{0}", name));
  }

  boolean knows(String key) {
    return texts.containsKey(key);
  }

  static String escape(String text) {
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
