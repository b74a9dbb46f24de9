// All clients of the agency, or one of them.

import { html, nothing } from "lit";
import { idOf, list, post } from "../api.js";
import { t } from "../i18n.js";
import { ownZone } from "../days.js";
import { badge, button } from "../kit/button.js";
import { field, formBody } from "../kit/field.js";
import { Form } from "../kit/form.js";
import * as format from "../kit/format.js";
import { emptyState, loaded } from "../kit/states.js";
import "../kit/table.js";
import { toast } from "../kit/toast.js";
import { Loader } from "../kit/view.js";
import { href, router } from "../router.js";
import { session } from "../session.js";
import { forget } from "../store.js";
import "./client-detail.js";
import { clientOf, contractFields, idFromName, slugCheck, zoneField } from "./client-fields.js";
import { Page, pageHead, panel } from "./page.js";

const COUNTRIES = ["DE", "AT", "CH"];

class Clients extends Page {
  #clients = new Loader(this, (signal) =>
    list("clients", "clients", { showArchived: true }, { signal }),
  );
  #form = null;

  load() {
    if (!this.clientId) {
      this.#clients.run();
    }
  }

  routed() {
    this.load();
    const wanted = this.route.query.has("new");
    if (wanted && !this.#form) {
      const values = { zone: ownZone(), currency: "EUR", country: "DE" };
      this.#form = new Form(this, values, idFromName("displayName", "clientId"));
    } else if (!wanted) {
      this.#form = null;
    }
  }

  #create() {
    return this.#form.submit(async (values) => {
      const query = { clientId: values.clientId, requestId: this.#form.requestId };
      const body = { ...clientOf(values), countryCode: values.country };
      await post("clients", body, query);
      toast(t("client.created", { name: values.displayName }));
      forget("clients");
      router.go("clients", values.clientId, { tab: "channels" });
    });
  }

  #fields() {
    const form = this.#form;
    return html`${field(form, {
      name: "displayName",
      label: t("client.name"),
      required: true,
      autocomplete: "organization",
    })}
    ${field(form, {
      name: "clientId",
      label: t("client.id"),
      hint: t("rule.slug"),
      required: true,
      check: slugCheck,
    })}
    ${zoneField(form)}
    ${field(form, {
      name: "currency",
      label: t("client.currency"),
      type: "select",
      path: "currencyCode",
      options: ["EUR", "CHF", "USD", "GBP"].map((code) => [code, code]),
      hint: t("client.currencyHint"),
      required: true,
    })}
    ${field(form, {
      name: "country",
      label: t("client.country"),
      type: "select",
      path: "countryCode",
      options: COUNTRIES.map((code) => [code, t(`country.${code}`)]),
      required: true,
    })}
    ${contractFields(form)}`;
  }

  #dialog() {
    return html`<ag-dialog
      id="new-client"
      .heading=${t("client.new")}
      .open=${Boolean(this.#form)}
      .content=${this.#form
        ? formBody(this.#form, {
            kind: "two",
            content: this.#fields(),
            action: () => this.#create(),
            submit: t("client.create"),
            cancel: () => router.with({ new: "" }),
          })
        : ""}
      @dismiss=${() => router.with({ new: "" })}
    ></ag-dialog>`;
  }

  #table(items) {
    const columns = [
      {
        key: "name",
        label: t("client.name"),
        sort: (client) => client.displayName,
        draw: (client) =>
          html`<a href=${href("clients", idOf(client.name))}>${client.displayName}</a>`,
      },
      { key: "state", label: t("client.state"), draw: (client) => stateBadge(client) },
      {
        key: "retainer",
        label: t("client.retainerShort"),
        align: "end",
        sort: (client) => format.major(client.contract?.monthlyRetainer),
        draw: (client) => format.money(client.contract?.monthlyRetainer),
      },
      {
        key: "hours",
        label: t("client.includedHours"),
        align: "end",
        sort: (client) => client.contract?.includedMinutes ?? 0,
        draw: (client) =>
          client.contract?.includedMinutes ? format.hours(client.contract.includedMinutes) : "–",
      },
      { key: "zone", label: t("client.zone"), draw: (client) => client.timeZone },
      {
        key: "links",
        label: t("client.goTo"),
        draw: (client) =>
          html`<a href=${href("calendar", idOf(client.name))}>${t("nav.calendar")}</a> ·
            <a href=${href("report", idOf(client.name))}>${t("nav.report")}</a>`,
      },
    ];
    return html`<ag-table .caption=${t("nav.clients")} .columns=${columns} .rows=${items}></ag-table>`;
  }

  render() {
    if (this.clientId) {
      return html`<ag-client-detail .route=${this.route}></ag-client-detail>`;
    }
    const create = session.may(["OWNER"])
      ? button({
          label: t("client.new"),
          icon: "plus",
          kind: "primary",
          onClick: () => router.with({ new: "1" }, { push: true }),
        })
      : nothing;
    return html`<div class="page">
      ${pageHead(t("nav.clients"), { actions: create })}
      ${panel(
        "",
        loaded(this.#clients, ({ items }) =>
          items.length
            ? this.#table(items)
            : emptyState({ title: t("client.none"), text: t("client.noneText") }),
        ),
        { kind: "flush" },
      )}
      ${this.#dialog()}
    </div>`;
  }
}

export const stateBadge = (client) =>
  badge(t(`client.state.${client.state}`), client.state === "ACTIVE" ? "good" : "neutral");

customElements.define("ag-clients", Clients);
