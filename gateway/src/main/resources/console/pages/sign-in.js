// Signing in; also over a page whose session has ended, so that nothing on it is lost.

import { html } from "lit";
import { post } from "../api.js";
import { t } from "../i18n.js";
import { field, formBody } from "../kit/field.js";
import { Form } from "../kit/form.js";
import { View } from "../kit/view.js";
import { session } from "../session.js";
import { settings } from "../settings.js";

class SignIn extends View {
  static properties = { again: { type: Boolean } };

  #form = new Form(this, { email: settings.get("email") ?? "", password: "" });

  firstUpdated() {
    const empty = this.#form.values.email ? "password" : "email";
    this.querySelector(`[name=${empty}]`).focus();
  }

  #submit() {
    return this.#form.submit(async ({ email, password }) => {
      const answer = await post("sessions", { email, password }, {}, { token: "" });
      settings.set("email", email);
      session.begin(answer);
    });
  }

  render() {
    const fields = html`${field(this.#form, {
      name: "email",
      label: t("signIn.email"),
      type: "email",
      autocomplete: "username",
      required: true,
    })}
    ${field(this.#form, {
      name: "password",
      label: t("signIn.password"),
      type: "password",
      autocomplete: "current-password",
      required: true,
    })}`;
    return html`${this.again ? html`<p>${t("signIn.ended")}</p>` : this.#title()}
    ${formBody(this.#form, {
      content: fields,
      action: () => this.#submit(),
      submit: t("signIn.submit"),
    })}`;
  }

  #title() {
    return html`<div class="brand"><img src="/console/icon.svg" alt="" />Agency Suite</div>
      <h1>${t("signIn.title")}</h1>`;
  }
}

customElements.define("ag-sign-in", SignIn);
