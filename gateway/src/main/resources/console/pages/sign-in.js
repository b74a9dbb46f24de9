// The way to the sign-in page of the authorization server: at once where nothing can be lost, beside the
// page where its session has ended.

import { html } from "lit";
import { t } from "../i18n.js";
import { button } from "../kit/button.js";
import { notice } from "../kit/states.js";
import { View } from "../kit/view.js";
import { goSignIn, signInBeside } from "../oauth.js";

class SignIn extends View {
  static properties = {
    again: { type: Boolean },
    failure: {},
    blocked: { state: true },
  };

  #beside = () => {
    this.blocked = !signInBeside();
  };

  render() {
    if (this.again) {
      return html`<p>${t("signIn.ended")}</p>
        ${this.blocked ? notice(t("signIn.blocked"), "warn") : ""}
        <div class="row">
          ${button({ label: t("signIn.submit"), kind: "primary", onClick: this.#beside })}
        </div>`;
    }
    return html`<div class="brand"><img src="/console/icon.svg" alt="" />Agency Suite</div>
      <h1>${t("signIn.title")}</h1>
      ${notice(t(this.failure), "warn")}
      <div class="row">
        ${button({ label: t("signIn.submit"), kind: "primary", onClick: () => goSignIn() })}
      </div>`;
  }
}

customElements.define("ag-sign-in", SignIn);
