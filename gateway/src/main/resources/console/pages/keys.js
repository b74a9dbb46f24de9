// Keys by which other systems come in.

import { html } from "lit";
import { idOf, list, post } from "../api.js";
import { addDays, today, ownZone } from "../days.js";
import { t } from "../i18n.js";
import { button } from "../kit/button.js";
import "../kit/dialog.js";
import { formBody } from "../kit/field.js";
import { Form } from "../kit/form.js";
import * as format from "../kit/format.js";
import { emptyState, loaded } from "../kit/states.js";
import "../kit/table.js";
import { Loader } from "../kit/view.js";
import { router } from "../router.js";
import { clients } from "../store.js";
import { grantLines, keyBadge, shownOnce } from "./access.js";
import "./key-drawer.js";
import { keyFields } from "./key-fields.js";
import { callsUsed, limitBody } from "./key-limits.js";
import { Page, pageHead, panel } from "./page.js";

const USUAL_DAYS = 90;

class Keys extends Page {
  #data = new Loader(this, async (signal) => {
    const [keys, known] = await Promise.all([
      list("apiKeys", "apiKeys", {}, { signal }),
      clients(),
    ]);
    return { rows: keys.items, known };
  });
  #form = null;
  #text = "";

  load() {
    this.#data.run();
  }

  routed(before) {
    if (!before) {
      this.load();
    }
    const wanted = this.route.query.has("new");
    if (wanted && !this.#form) {
      this.#form = new Form(this, {
        role: "PARTNER",
        clients: [],
        scopes: [],
        end: addDays(today(ownZone()), USUAL_DAYS),
      });
    } else if (!wanted) {
      this.#form = null;
      this.#text = "";
    }
  }

  #close = () => router.with({ new: "", key: "" });

  #changed = () => this.load();

  #create() {
    return this.#form.submit(async (values) => {
      const names = values.clients.length ? values.clients : ["clients/-"];
      const body = {
        displayName: values.name,
        expireTime: `${values.end}T00:00:00Z`,
        grants: names.map((client) => ({ client, role: values.role })),
        scopes: values.scopes,
        ...limitBody(values),
      };
      const key = await post("apiKeys", body, { requestId: this.#form.requestId });
      this.#text = key.keyText;
      this.load();
    });
  }

  #dialog() {
    const ready = this.#form && this.#data.data;
    const content = this.#text
      ? shownOnce({
          text: this.#text,
          label: t("keys.text"),
          warning: t("keys.once"),
          done: this.#close,
        })
      : ready
        ? formBody(this.#form, {
            content: keyFields(this.#form, this.#data.data.known),
            action: () => this.#create(),
            submit: t("keys.create"),
            cancel: this.#close,
          })
        : "";
    return html`<ag-dialog
      id="new-key"
      .heading=${t("keys.new")}
      .open=${Boolean(ready)}
      .content=${content}
      @dismiss=${this.#close}
    ></ag-dialog>`;
  }

  #table({ rows, known }) {
    const columns = [
      {
        key: "name",
        label: t("keys.name"),
        sort: (key) => key.displayName,
        draw: (key) =>
          html`<button
            type="button"
            class="link-button"
            @click=${() => router.with({ key: idOf(key.name) }, { push: true })}
          >
            ${key.displayName}
          </button>`,
      },
      { key: "state", label: t("users.state"), draw: (key) => keyBadge(key) },
      { key: "grants", label: t("users.roles"), draw: (key) => grantLines(key.grants, known) },
      {
        key: "use",
        label: t("keys.lastUse"),
        sort: (key) => key.lastUseTime ?? "",
        draw: (key) => (key.lastUseTime ? format.ago(key.lastUseTime) : t("keys.never")),
      },
      {
        key: "month",
        label: t("keys.calls"),
        sort: (key) => Number(key.usage?.callCount ?? 0),
        draw: (key) => callsUsed(key),
      },
      {
        key: "end",
        label: t("keys.end"),
        sort: (key) => key.expireTime,
        draw: (key) => format.numericDay(key.expireTime.slice(0, 10)),
      },
    ];
    return html`<ag-table .caption=${t("nav.keys")} .columns=${columns} .rows=${rows}></ag-table>`;
  }

  render() {
    const create = button({
      label: t("keys.new"),
      icon: "plus",
      kind: "primary",
      onClick: () => router.with({ new: "1" }, { push: true }),
    });
    const data = this.#data.data;
    const shown = data?.rows.find((key) => idOf(key.name) === this.route.query.get("key"));
    const none = emptyState({ title: t("keys.none"), text: t("keys.noneText") });
    return html`<div class="page">
      ${pageHead(t("nav.keys"), { sub: t("keys.intro"), actions: create })}
      ${panel("", loaded(this.#data, (all) => (all.rows.length ? this.#table(all) : none)), {
        kind: "flush",
      })}
      ${this.#dialog()}
      <ag-key-drawer
        .key=${shown}
        .clients=${data?.known ?? []}
        @dismiss=${this.#close}
        @changed=${this.#changed}
      ></ag-key-drawer>
    </div>`;
  }
}

customElements.define("ag-keys", Keys);
