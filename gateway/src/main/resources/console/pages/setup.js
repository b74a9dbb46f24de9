// The first agency of an installation, made by the link that the launcher prints; the
// operator makes further ones by the token of the installation.

import { html } from "lit";
import { post } from "../api.js";
import { t } from "../i18n.js";
import { ownZone } from "../days.js";
import { field, formBody } from "../kit/field.js";
import { Form } from "../kit/form.js";
import { notice } from "../kit/states.js";
import { View } from "../kit/view.js";
import { goSignIn } from "../oauth.js";
import { href } from "../router.js";
import { settings } from "../settings.js";
import { idFromName, slugCheck, zoneField } from "./client-fields.js";

class Setup extends View {
  static properties = { route: { attribute: false } };

  #form = new Form(this, { zone: ownZone(), currency: "EUR" }, idFromName("agency", "tenantId"));

  #submit() {
    return this.#form.submit(async (values) => {
      const body = {
        tenantId: values.tenantId,
        tenant: { displayName: values.agency },
        ownerEmail: values.email,
        ownerDisplayName: values.name,
        ownerPassword: values.password,
        house: {
          displayName: values.agency,
          timeZone: values.zone,
          currencyCode: values.currency,
        },
      };
      await create(this.route.query.get("token"), body, this.#form.requestId);
      settings.set("email", values.email);
      await goSignIn({ back: href("clients"), said: "setup.done" });
    });
  }

  #fields() {
    const form = this.#form;
    return html`${field(form, {
      name: "agency",
      label: t("setup.agency"),
      path: "tenant",
      required: true,
      autocomplete: "organization",
    })}
    ${field(form, {
      name: "tenantId",
      label: t("setup.tenantId"),
      hint: t("rule.slug"),
      required: true,
      check: slugCheck,
    })}
    ${zoneField(form)}
    ${field(form, {
      name: "currency",
      label: t("client.currency"),
      type: "select",
      path: "house.currencyCode",
      options: ["EUR", "CHF", "USD", "GBP"].map((code) => [code, code]),
      required: true,
    })}
    ${field(form, {
      name: "name",
      label: t("setup.name"),
      path: "ownerDisplayName",
      required: true,
      autocomplete: "name",
    })}
    ${field(form, {
      name: "email",
      label: t("signIn.email"),
      type: "email",
      path: "ownerEmail",
      required: true,
      autocomplete: "username",
    })}
    ${field(form, {
      name: "password",
      label: t("signIn.password"),
      type: "password",
      path: "ownerPassword",
      hint: t("rule.password"),
      required: true,
      autocomplete: "new-password",
      check: (value) => (value.length < 12 ? t("rule.min", { a: 12 }) : ""),
    })}`;
  }

  render() {
    if (!this.route.query.get("token")) {
      return html`<h1>${t("setup.title")}</h1>
        ${notice(t("setup.noToken"), "warn")}`;
    }
    return html`<div class="brand"><img src="/console/icon.svg" alt="" />Agency Suite</div>
      <h1>${t("setup.title")}</h1>
      <p class="soft">${t("setup.intro")}</p>
      ${formBody(this.#form, {
        content: this.#fields(),
        action: () => this.#submit(),
        submit: t("setup.submit"),
      })}`;
  }
}

/** By the launcher's link, which is signed, or by the operator's own token, which has no dot. */
const create = (token, agency, requestId) =>
  token.includes(".")
    ? post("tenants:onboard", { token, agency }, {}, { token: "" })
    : post("tenants", { ...agency, requestId }, {}, { token });

customElements.define("ag-setup", Setup);
