// Signing in, with a one-time code where it is on; also over a page whose session has ended, so that nothing on it is lost.

import { html, nothing } from "lit";
import { post } from "../api.js";
import { t } from "../i18n.js";
import { field, formBody } from "../kit/field.js";
import { Form } from "../kit/form.js";
import { View } from "../kit/view.js";
import { session } from "../session.js";
import { settings } from "../settings.js";

class SignIn extends View {
  static properties = { again: { type: Boolean }, second: { state: true } };

  #form = new Form(this, { email: settings.get("email") ?? "", password: "" });

  firstUpdated() {
    const empty = this.#form.values.email ? "password" : "email";
    this.querySelector(`[name=${empty}]`).focus();
  }

  #submit() {
    return this.#form.submit(async ({ email, password, code }) => {
      const body = this.second ? { email, password, code } : { email, password };
      let answer;
      try {
        answer = await post("sessions", body, {}, { token: "" });
      } catch (problem) {
        if (problem.reason === "TOTP_REQUIRED") {
          return this.#askForCode();
        }
        throw problem;
      }
      settings.set("email", email);
      session.begin(answer);
    });
  }

  /** The password was right; now the app's code. */
  async #askForCode() {
    this.second = true;
    await this.updateComplete;
    this.querySelector("[name=code]").focus();
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
    })}
    ${this.second
      ? field(this.#form, {
          name: "code",
          label: t("signIn.code"),
          hint: t("signIn.codeHint"),
          autocomplete: "one-time-code",
          required: true,
        })
      : nothing}`;
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
