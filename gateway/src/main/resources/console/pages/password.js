// A new password by a signed link: the invitation of a new user, or a reset.

import { html } from "lit";
import { post } from "../api.js";
import { t } from "../i18n.js";
import { field, formBody } from "../kit/field.js";
import { Form } from "../kit/form.js";
import { notice } from "../kit/states.js";
import { problemText } from "../kit/problems.js";
import { View } from "../kit/view.js";
import { goSignIn } from "../oauth.js";
import { href } from "../router.js";
import { settings } from "../settings.js";

class Password extends View {
  static properties = {
    route: { attribute: false },
    link: { state: true },
    refusal: { state: true },
  };

  #form = new Form(this, { password: "" });

  async firstUpdated() {
    const token = this.route.query.get("token") ?? "";
    try {
      this.link = await post("userLinks:read", { token }, {}, { token: "" });
    } catch (problem) {
      this.refusal = token ? problemText(problem) : t("reason.LINK_INVALID");
    }
  }

  #submit() {
    return this.#form.submit(async ({ password }) => {
      const token = this.route.query.get("token");
      await post("userLinks:redeem", { token, newPassword: password }, {}, { token: "" });
      settings.set("email", this.link.email);
      await goSignIn({ back: href("today") });
    });
  }

  render() {
    const title = this.link?.purpose === "INVITATION" ? "password.welcome" : "password.title";
    return html`<div class="brand"><img src="/console/icon.svg" alt="" />Agency Suite</div>
      <h1>${t(title)}</h1>
      ${this.refusal ? notice(this.refusal, "warn") : this.link ? this.#fields() : ""}`;
  }

  #fields() {
    return html`<p class="soft">${t("password.intro", { email: this.link.email })}</p>
      ${formBody(this.#form, {
        content: field(this.#form, {
          name: "password",
          label: t("password.new"),
          type: "password",
          path: "newPassword",
          hint: t("rule.password"),
          required: true,
          autocomplete: "new-password",
          check: (value) => (value.length < 12 ? t("rule.min", { a: 12 }) : ""),
        }),
        action: () => this.#submit(),
        submit: t("password.submit"),
      })}`;
  }
}

customElements.define("ag-password", Password);
