package io.agencysuite.gateway.oauth;

import java.util.List;

/// The page that asks people what an application may.
final class ConsentPage {
  private final Page page;

  ConsentPage(Page page) {
    this.page = page;
  }

  String page(String application, String client, String state, List<String> scopes) {
    StringBuilder list = new StringBuilder();
    StringBuilder fields = new StringBuilder();
    for (String scope : scopes) {
      list.append("<li>").append(Page.escape(words(scope))).append("</li>");
      fields.append(Page.hidden("scope", scope));
    }
    String common = Page.hidden("client_id", client) + Page.hidden("state", state);
    String form = "<form method=\"post\" action=\"" + OauthPaths.AUTHORIZE + "\">" + common;
    return page.page(
        page.text("consent.title"),
        "<p>"
            + page.escaped("consent.asks", application)
            + "</p><ul>"
            + list
            + "</ul><p>"
            + page.escaped("consent.limits")
            + "</p><div class=\"row\">"
            + form
            + fields
            + page.button("consent.allow", "primary")
            + "</form>"
            + form
            + page.button("consent.refuse", "")
            + "</form></div>");
  }

  /// What a scope allows; one without words shows its name.
  private String words(String scope) {
    int dot = scope.lastIndexOf('.');
    String what = "what." + scope.substring(0, Math.max(0, dot));
    if (page.knows("scope." + scope)) {
      return page.text("scope." + scope);
    }
    return dot > 0 && page.knows(what)
        ? page.text("scope" + scope.substring(dot)).replace("{0}", page.text(what))
        : scope;
  }
}
