// How the agency's client reports look; owners change it.

import { html, nothing } from "lit";
import { get, patch } from "../api.js";
import { t } from "../i18n.js";
import { button } from "../kit/button.js";
import "../kit/dialog.js";
import { field, formBody } from "../kit/field.js";
import { Form } from "../kit/form.js";
import { toast, toastProblem } from "../kit/toast.js";
import { View } from "../kit/view.js";
import { session } from "../session.js";

const LARGEST = 200_000;

class ReportBranding extends View {
  #form = null;
  #logo = "";

  async #open() {
    try {
      const branding = await get("reportBranding");
      this.#logo = branding.logo ?? "";
      this.#form = new Form(this, {
        agencyName: branding.agencyName ?? "",
        claim: branding.claim ?? "",
        color: branding.color || "#1f5f8b",
        footer: branding.footer ?? "",
        etag: branding.etag ?? "",
      });
      this.requestUpdate();
    } catch (problem) {
      toastProblem(problem);
    }
  }

  #close = () => {
    this.#form = null;
    this.requestUpdate();
  };

  #save() {
    return this.#form.submit(async ({ agencyName, claim, color, footer, etag }) => {
      await patch(
        "reportBranding",
        { agencyName, claim, color, footer, logo: this.#logo, etag },
        { updateMask: "agencyName,claim,color,footer,logo" },
      );
      toast(t("form.saved"));
      this.#close();
    });
  }

  async #take(event) {
    const [file] = event.target.files;
    if (file && file.size > LARGEST) {
      toast(t("cr.logoLarge"), { tone: "bad" });
    } else if (file) {
      const bytes = new Uint8Array(await file.arrayBuffer());
      this.#logo = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
      this.requestUpdate();
    }
  }

  #logoField() {
    const type = this.#logo.startsWith("iVBOR") ? "png" : "svg+xml";
    return html`<div class="field wide">
      <label for="branding-logo">${t("cr.logo")}</label>
      <input
        id="branding-logo"
        type="file"
        accept="image/png,image/svg+xml"
        aria-describedby="branding-logo-hint"
        @change=${(event) => this.#take(event)}
      />
      <p class="hint" id="branding-logo-hint">${t("cr.logoHint")}</p>
      ${this.#logo
        ? html`<div class="row">
            <img
              class="logo-preview"
              alt=${t("cr.logoNow")}
              src="data:image/${type};base64,${this.#logo}"
            />
            ${button({
              label: t("cr.logoRemove"),
              small: true,
              onClick: () => {
                this.#logo = "";
                this.requestUpdate();
              },
            })}
          </div>`
        : nothing}
    </div>`;
  }

  #fields() {
    return html`<p class="soft wide">${t("cr.brandIntro")}</p>
      ${field(this.#form, { name: "agencyName", label: t("cr.agency"), path: "agency_name" })}
      ${field(this.#form, { name: "color", label: t("cr.color"), type: "color", plain: true })}
      ${field(this.#form, { name: "claim", label: t("cr.claim"), wide: true })}
      ${field(this.#form, { name: "footer", label: t("cr.footer"), wide: true })}
      ${this.#logoField()}`;
  }

  render() {
    if (!session.may(["OWNER"], "-")) {
      return nothing;
    }
    return html`${button({ label: t("cr.brand"), onClick: () => this.#open() })}<ag-dialog
        id="branding"
        .heading=${t("cr.brand")}
        .open=${Boolean(this.#form)}
        .content=${this.#form
          ? formBody(this.#form, {
              kind: "two",
              content: this.#fields(),
              action: () => this.#save(),
              submit: t("form.save"),
              cancel: this.#close,
            })
          : ""}
        @dismiss=${this.#close}
      ></ag-dialog>`;
  }
}

customElements.define("ag-report-branding", ReportBranding);
