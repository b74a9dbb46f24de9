// The client's websites: the line of HTML for each, and how it asks for consent.

import { html, nothing } from "lit";
import { list, patch, post } from "../api.js";
import { t } from "../i18n.js";
import { badge, button } from "../kit/button.js";
import "../kit/dialog.js";
import { choices, field, formBody } from "../kit/field.js";
import { Form } from "../kit/form.js";
import { emptyState, loaded } from "../kit/states.js";
import { toast } from "../kit/toast.js";
import { Loader } from "../kit/view.js";
import { router } from "../router.js";
import { session } from "../session.js";
import { copy } from "./copy.js";
import { Page, panel } from "./page.js";

const MODES = ["ASK", "NONE", "GRANTED"];
const ORIGIN = /^https?:\/\/[a-z0-9.-]{1,200}(:\d{1,5})?$/;

const originsOf = (text) =>
  text
    .split(/[\s,]+/)
    .filter(Boolean)
    .map((one) => one.toLowerCase().replace(/\/$/, ""));

const modeOf = ({ consentMode }) => (MODES.includes(consentMode) ? consentMode : "ASK");

class Sites extends Page {
  static properties = { owner: { attribute: false } };

  #form = null;
  #site = null;
  #data = new Loader(this, (signal) =>
    list(`clients/${this.clientId}/sites`, "sites", {}, { max: 200, signal }),
  );

  load() {
    this.#data.run();
  }

  routed(before) {
    const { query, id } = this.route;
    if (before?.id !== id) {
      this.#data.reset().run();
    }
    if (query.get("site") === "new" && !this.#form) {
      this.#edit(null);
    } else if (!query.has("site")) {
      this.#form = null;
    }
  }

  #edit(site) {
    this.#site = site;
    this.#form = new Form(this, {
      displayName: site?.displayName ?? this.owner.displayName,
      origins: (site?.origins ?? []).join("\n"),
      consentMode: modeOf(site ?? {}),
    });
  }

  #change = (site) => {
    this.#edit(site);
    router.with({ site: "edit" }, { push: true });
  };

  #close = () => router.with({ site: "" });

  #save() {
    return this.#form.submit(async ({ displayName, origins, consentMode }) => {
      const body = { displayName, origins: originsOf(origins), consentMode };
      if (this.#site) {
        await patch(
          this.#site.name,
          { ...body, etag: this.#site.etag },
          { updateMask: "displayName,origins,consentMode" },
        );
      } else {
        const query = { requestId: this.#form.requestId };
        await post(`clients/${this.clientId}/sites`, body, query);
      }
      toast(t("form.saved"));
      this.#close();
      this.load();
    });
  }

  #fields() {
    return html`${field(this.#form, {
      name: "displayName",
      label: t("site.name"),
      required: true,
    })}
    ${field(this.#form, {
      name: "origins",
      label: t("site.origins"),
      hint: t("site.originsHint"),
      type: "textarea",
      rows: 3,
      required: true,
      check: (value) => (originsOf(value).every((one) => ORIGIN.test(one)) ? "" : t("site.originRule")),
    })}
    ${choices({
      name: "consentMode",
      label: t("site.consent"),
      options: MODES.map((mode) => [mode, t(`site.consent.${mode}`)]),
      value: this.#form.values.consentMode,
      onChange: (value) => this.#form.set("consentMode", value),
    })}
    <p class="soft">${t(`site.consentText.${this.#form.values.consentMode}`)}</p>`;
  }

  #one(site, may) {
    const mode = modeOf(site);
    return html`<article class="site">
      <div class="row spread">
        <h3>${site.displayName} ${badge(t(`site.consent.${mode}`), "info")}</h3>
        ${may
          ? button({ label: t("site.edit"), small: true, onClick: () => this.#change(site) })
          : nothing}
      </div>
      <p class="soft small">${(site.origins ?? []).join(", ")}</p>
      <p>${t("site.paste")}</p>
      <pre class="snippet" tabindex="0"><code>${site.snippet}</code></pre>
      <div class="row">
        ${button({ label: t("copy.label"), icon: "copy", onClick: () => copy(site.snippet) })}
      </div>
      <p class="soft">${t(`site.consentText.${mode}`)}</p>
    </article>`;
  }

  #howTo() {
    const row = (code, text) =>
      html`<dt><code>${code}</code></dt>
        <dd>${t(text)}</dd>`;
    return html`<details>
      <summary>${t("site.more")}</summary>
      <dl class="facts calls">
        ${row("agency('consent', true)", "site.call.consent")}
        ${row("agency('consent', false)", "site.call.refuse")}
        ${row("agency('event', 'newsletter')", "site.call.event")}
        ${row("agency()", "site.call.id")} ${row("agency_visitor", "site.call.field")}
      </dl>
    </details>`;
  }

  render() {
    const may = session.may(["OWNER", "PLANNER", "COMMUNITY_MANAGER"], this.clientId);
    const create = button({
      label: t("site.new"),
      icon: "plus",
      onClick: () => router.with({ site: "new" }, { push: true }),
    });
    const none = emptyState({ title: t("site.none"), text: t("site.noneText") });
    return html`${panel(
        t("site.title"),
        html`<p class="soft">${t("site.intro")}</p>
          ${loaded(this.#data, ({ items }) =>
            items.length
              ? html`${items.map((site) => this.#one(site, may))} ${this.#howTo()}`
              : none,
          )}`,
        { actions: may ? create : nothing },
      )}
      <ag-dialog
        id="site"
        .heading=${this.#site ? t("site.edit") : t("site.new")}
        .open=${Boolean(this.#form)}
        .content=${this.#form
          ? formBody(this.#form, {
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

customElements.define("ag-sites", Sites);
