// One lead: what it says, where it came from, what to do with it.

import { html, nothing } from "lit";
import { get, post } from "../api.js";
import { t } from "../i18n.js";
import { button, linkButton } from "../kit/button.js";
import "../kit/dialog.js";
import { field, formBody } from "../kit/field.js";
import { Form } from "../kit/form.js";
import * as format from "../kit/format.js";
import { loaded } from "../kit/states.js";
import { toast } from "../kit/toast.js";
import { Loader, View } from "../kit/view.js";
import { session } from "../session.js";
import { leadBadge, originMark, personLink } from "./leads.js";
import { leadName } from "./names.js";

class LeadDrawer extends View {
  static properties = {
    clientId: {},
    lead: {},
    channels: { attribute: false },
    zone: {},
    may: { type: Boolean },
  };

  #data = new Loader(this, (signal) => get(`clients/${this.clientId}/leads/${this.lead}`, {}, signal));
  #form = new Form(this);
  #asks = false;

  willUpdate(changed) {
    if (changed.has("lead")) {
      this.#asks = false;
      this.#form = new Form(this);
      if (this.lead) {
        this.#data.reset().run();
      }
    }
  }

  #run(step, values = {}) {
    return this.#form.submit(async () => {
      const { name, etag } = this.#data.data;
      const answer = await post(`${name}:${step}`, { etag, ...values });
      this.#data.data = answer.lead ?? answer;
      this.#asks = false;
      toast(t(`lead.done.${step}`));
      this.dispatchEvent(new CustomEvent("changed"));
    });
  }

  #ask(asks) {
    this.#asks = asks;
    this.#form = new Form(this);
    this.requestUpdate();
  }

  #steps(lead) {
    if (lead.state === "CONVERTED") {
      return linkButton({ label: t("lead.person"), icon: "people", to: personLink(lead.person) });
    }
    if (!this.may) {
      return nothing;
    }
    if (this.#asks) {
      return formBody(this.#form, {
        content: field(this.#form, {
          name: "reason",
          label: t("lead.reason"),
          required: true,
          suggestions: ["spam", "test", t("lead.reason.audience"), t("lead.reason.double")],
        }),
        action: () => this.#run("disqualify", { reason: this.#form.values.reason }),
        submit: t("lead.disqualify"),
        cancel: () => this.#ask(false),
      });
    }
    const step = (name, kind = "plain") =>
      button({
        label: t(`lead.${name}`),
        kind,
        busy: this.#form.busy,
        onClick: () => (name === "disqualify" ? this.#ask(true) : this.#run(name)),
      });
    const converts = session.may(["OWNER", "SALES"], this.clientId);
    const names = {
      NEW: ["qualify", "disqualify"],
      QUALIFIED: ["disqualify"],
      DISQUALIFIED: ["qualify"],
    }[lead.state];
    return html`${this.#form.message
        ? html`<div class="notice bad" role="alert">${this.#form.message}</div>`
        : nothing}
      <div class="row" role="group" aria-label=${t("post.steps")}>
        ${converts && lead.state !== "DISQUALIFIED" ? step("convert", "primary") : nothing}
        ${names.map((name) => step(name))}
      </div>`;
  }

  #facts(lead) {
    const { origin = {} } = lead;
    const rows = [
      [t("lead.email"), lead.email && html`<a href="mailto:${lead.email}">${lead.email}</a>`],
      [t("lead.phone"), lead.phone && html`<a href="tel:${lead.phone}">${lead.phone}</a>`],
      [t("lead.company"), lead.company],
      [t("lead.received"), format.dateTime(lead.captureTime, this.zone)],
      [t("lead.method"), lead.captureMethod && t(`lead.method.${lead.captureMethod}`)],
      [t("post.channel"), originMark(lead, this.channels)],
      [t("post.campaign"), origin.campaign],
      ["utm_source", origin.utmSource],
      ["utm_medium", origin.utmMedium],
      [t("lead.form"), lead.form],
      [t("lead.page"), lead.pageUrl],
      [t("lead.value"), lead.estimatedValue && format.money(lead.estimatedValue)],
      [t("lead.reason"), lead.disqualifyReason],
      ...Object.entries(lead.formFields ?? {}),
    ];
    return html`<dl class="facts">
      ${rows
        .filter(([, value]) => value)
        .map(
          ([term, value]) =>
            html`<dt>${term}</dt>
              <dd>${value}</dd>`,
        )}
    </dl>`;
  }

  #content(lead) {
    return html`<div class="stack">
      <div class="row"><h3>${leadName(lead)}</h3>${leadBadge(lead)}</div>
      ${this.#steps(lead)}
      ${lead.message ? html`<p class="final-text">${lead.message}</p>` : nothing}
      ${this.#facts(lead)}
    </div>`;
  }

  render() {
    return html`<ag-dialog
      id="lead"
      kind="drawer"
      .heading=${t("lead.title")}
      .open=${Boolean(this.lead)}
      .content=${this.lead ? loaded(this.#data, (lead) => this.#content(lead)) : ""}
      @dismiss=${() => this.dispatchEvent(new CustomEvent("dismiss"))}
    ></ag-dialog>`;
  }
}

customElements.define("ag-lead-drawer", LeadDrawer);
