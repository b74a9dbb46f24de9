// One client: contract, channels, tracked links, each under its own address.

import { html, nothing } from "lit";
import { get, patch } from "../api.js";
import { t } from "../i18n.js";
import { field, formBody } from "../kit/field.js";
import { Form } from "../kit/form.js";
import { badge, linkButton } from "../kit/button.js";
import * as format from "../kit/format.js";
import { loaded } from "../kit/states.js";
import { tabs } from "../kit/tabs.js";
import { toast } from "../kit/toast.js";
import { Loader } from "../kit/view.js";
import { href } from "../router.js";
import { session } from "../session.js";
import { forget } from "../store.js";
import "./client-channels.js";
import { clientOf, contractFields, valuesOf, zoneField } from "./client-fields.js";
import { Page, pageHead, panel } from "./page.js";

const TABS = ["contract", "channels"];

class ClientDetail extends Page {
  #form = new Form(this);
  #client = new Loader(this, async (signal) => {
    const client = await get(`clients/${this.clientId}`, {}, signal);
    this.#form.reset(valuesOf(client));
    return client;
  });

  routed(before) {
    if (before?.id !== this.clientId) {
      this.#client.reset().run();
    }
  }

  load() {
    if (!this.#form.dirty) {
      this.#client.run();
    }
  }

  #save(client) {
    return this.#form.submit(async (values) => {
      const body = { ...clientOf(values, client), etag: client.etag };
      const updateMask = "displayName,timeZone,contract";
      const saved = await patch(`clients/${this.clientId}`, body, { updateMask });
      this.#client.data = saved;
      this.#form.reset(valuesOf(saved));
      toast(t("form.saved"));
      forget("clients");
    });
  }

  #contract(client) {
    const may = session.may(["OWNER"], this.clientId) && client.state === "ACTIVE";
    return panel(
      t("client.contract"),
      may
        ? formBody(this.#form, {
            kind: "two",
            content: html`${field(this.#form, {
              name: "displayName",
              label: t("client.name"),
              required: true,
            })}
            ${zoneField(this.#form)} ${contractFields(this.#form)}`,
            action: () => this.#save(client),
            submit: t("form.save"),
          })
        : html`<dl class="facts">
            ${fact(t("client.start"), format.numericDay(client.contract?.startDate))}
            ${fact(t("client.end"), format.numericDay(client.contract?.endDate))}
            ${fact(t("client.retainerShort"), format.money(client.contract?.monthlyRetainer))}
            ${fact(t("client.includedHours"), format.hours(client.contract?.includedMinutes))}
            ${fact(t("client.zone"), client.timeZone)}
          </dl>`,
    );
  }

  #tab(client, tab) {
    if (tab === "channels") {
      return html`<ag-client-channels .route=${this.route}></ag-client-channels>`;
    }
    return this.#contract(client);
  }

  render() {
    const wanted = this.route.query.get("tab");
    const tab = TABS.includes(wanted) ? wanted : "contract";
    const client = this.#client.data;
    return html`<div class="page">
      ${pageHead(client?.displayName ?? this.clientId, {
        sub: client
          ? html`${client.currencyCode} · ${client.timeZone}
            ${client.state === "ARCHIVED" ? badge(t("client.state.ARCHIVED")) : nothing}`
          : "",
        actions: html`${linkButton({
          label: t("nav.calendar"),
          icon: "calendar",
          to: href("calendar", this.clientId),
        })}
        ${linkButton({ label: t("nav.links"), icon: "links", to: href("links", this.clientId) })}
        ${linkButton({ label: t("nav.report"), icon: "report", to: href("report", this.clientId) })}`,
      })}
      ${tabs({
        label: t("client.sections"),
        current: tab,
        items: TABS.map((key) => ({
          key,
          text: t(`client.${key}`),
          to: href("clients", this.clientId, { tab: key }),
        })),
      })}
      ${loaded(this.#client, (one) => this.#tab(one, tab))}
    </div>`;
  }
}

const fact = (term, value) =>
  html`<dt>${term}</dt>
    <dd>${value || "–"}</dd>`;

customElements.define("ag-client-detail", ClientDetail);
