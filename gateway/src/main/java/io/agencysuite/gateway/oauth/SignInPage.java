package io.agencysuite.gateway.oauth;

/// The page that people sign in on: by a password, at another issuer, by a one-time code.
final class SignInPage {
  private final Page page;

  SignInPage(Page page) {
    this.page = page;
  }

  /// @param application where the way leads; empty for the suite itself
  /// @param elsewhere the address where the other issuer can be used; empty for this one
  String password(
      String application,
      SignInForms.Form form,
      String csrf,
      SignInForms.Ways ways,
      String elsewhere) {
    boolean known = !form.email().isEmpty();
    String way =
        application.isEmpty()
            ? ""
            : "<p class=\"soft\">%s</p>".formatted(page.escaped("signIn.for", application));
    String local =
        form(
            form,
            csrf,
            field("email", "email", "username", form.email(), !known)
                + field("password", "password", "current-password", "", known));
    return page.page(
        page.text("signIn.title"),
        way
            + error(form, ways.other())
            + (ways.local() ? local : "")
            + (ways.other().isEmpty() ? "" : other(form, csrf, ways, elsewhere)));
  }

  private String other(
      SignInForms.Form form, String csrf, SignInForms.Ways ways, String elsewhere) {
    String or =
        ways.local() ? "<div class=\"or soft\">" + page.escaped("federated.or") + "</div>" : "";
    if (!elsewhere.isEmpty()) {
      return or
          + "<p>%s <a href=\"%s\">%s</a></p>"
              .formatted(
                  page.escaped("federated.elsewhere", ways.other()),
                  Page.escape(elsewhere),
                  Page.escape(elsewhere));
    }
    return or
        + "<form method=\"post\" action=\""
        + OauthPaths.FEDERATED
        + "\">"
        + Page.hidden("request", form.query())
        + Page.hidden("csrf", csrf)
        + "<button type=\"submit\" class=\"button%s\">%s</button></form>"
            .formatted(
                ways.local() ? "" : " primary", page.escaped("federated.submit", ways.other()));
  }

  String code(SignInForms.Form form, String csrf) {
    String hint = "<p class=\"hint soft\" id=\"hint\">" + page.escaped("signIn.codeHint") + "</p>";
    String again = page.link(OauthPaths.AUTHORIZE + '?' + form.query(), "signIn.again");
    return page.page(
        page.text("signIn.codeTitle"),
        error(form, "")
            + form(form, csrf, field("code", "text", "one-time-code", "", true) + hint)
            + again);
  }

  private String error(SignInForms.Form form, String other) {
    return form.error().isEmpty()
        ? ""
        : "<p role=\"alert\">" + page.escaped(form.error(), other) + "</p>";
  }

  private String form(SignInForms.Form form, String csrf, String fields) {
    return "<form method=\"post\" action=\""
        + OauthPaths.SIGN_IN
        + "\">"
        + Page.hidden("request", form.query())
        + Page.hidden("csrf", csrf)
        + fields
        + page.button("signIn.submit", "primary")
        + "</form>";
  }

  private String field(String name, String type, String complete, String value, boolean focus) {
    return "<label for=\"%s\">%s</label><input id=\"%s\" name=\"%s\" type=\"%s\""
            .formatted(name, page.escaped("signIn." + name), name, name, type)
        + " autocomplete=\"%s\" value=\"%s\" maxlength=\"254\" required%s>"
            .formatted(complete, Page.escape(value), focus ? " autofocus" : "");
  }
}
