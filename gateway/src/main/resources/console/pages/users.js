// Who works with the suite, and what each of them may do.

import { html } from "lit";
import { idOf, list, post } from "../api.js";
import { t } from "../i18n.js";
import { button } from "../kit/button.js";
import "../kit/dialog.js";
import { field, formBody } from "../kit/field.js";
import { Form } from "../kit/form.js";
import { loaded } from "../kit/states.js";
import "../kit/table.js";
import { Loader } from "../kit/view.js";
import { router } from "../router.js";
import { language } from "../settings.js";
import { clients, forget } from "../store.js";
import {
  clientOptions,
  grantLines,
  passwordLink,
  roleOptions,
  shownOnce,
  userBadge,
} from "./access.js";
import { Page, pageHead, panel } from "./page.js";
import "./user-drawer.js";

class Users extends Page {
  #data = new Loader(this, async (signal) => {
    const [users, grants, known] = await Promise.all([
      list("users", "users", {}, { signal }),
      list("grants", "grants", {}, { signal }),
      clients(),
    ]);
    const byUser = Map.groupBy(grants.items, (grant) => grant.user);
    const rows = users.items.map((user) => ({ ...user, grants: byUser.get(user.name) ?? [] }));
    return { rows, known };
  });
  #form = null;
  #link = "";

  load() {
    this.#data.run();
  }

  routed(before) {
    if (!before) {
      this.load();
    }
    const wanted = this.route.query.has("new");
    if (wanted && !this.#form) {
      this.#form = new Form(this, { client: "clients/-", role: "", language: language() });
    } else if (!wanted) {
      this.#form = null;
      this.#link = "";
    }
  }

  #close = () => router.with({ new: "", user: "" });

  #changed = () => {
    forget("users");
    this.load();
  };

  #invite() {
    return this.#form.submit(async (values) => {
      const user = await post("users", {
        user: {
          email: values.email,
          displayName: values.name,
          languageCode: values.language,
        },
        requestId: this.#form.requestId,
      });
      await post("grants", { user: user.name, client: values.client, role: values.role });
      const link = await post(`${user.name}:issueLink`, {});
      this.#link = passwordLink(link.token);
      this.#changed();
    });
  }

  #fields() {
    const form = this.#form;
    return html`${field(form, {
      name: "name",
      label: t("users.name"),
      path: "displayName",
      required: true,
    })}
    ${field(form, { name: "email", label: t("signIn.email"), type: "email", required: true })}
    ${field(form, {
      name: "role",
      label: t("users.role"),
      type: "select",
      options: [["", t("form.choose")], ...roleOptions()],
      required: true,
      hint: form.values.role ? t(`role.${form.values.role}.hint`) : "",
    })}
    ${field(form, {
      name: "client",
      label: t("users.where"),
      type: "select",
      options: clientOptions(this.#data.data.known),
      required: true,
    })}
    ${field(form, {
      name: "language",
      label: t("shell.language"),
      type: "select",
      path: "languageCode",
      options: [
        ["de", "Deutsch"],
        ["en", "English"],
      ],
      required: true,
    })}`;
  }

  #dialog() {
    const ready = this.#form && this.#data.data;
    const content = this.#link
      ? shownOnce({
          text: this.#link,
          label: t("users.link"),
          warning: t("users.linkOnce"),
          done: this.#close,
        })
      : ready
        ? formBody(this.#form, {
            kind: "two",
            content: this.#fields(),
            action: () => this.#invite(),
            submit: t("users.create"),
            cancel: this.#close,
          })
        : "";
    return html`<ag-dialog
      id="new-user"
      .heading=${t("users.new")}
      .open=${Boolean(ready)}
      .content=${content}
      @dismiss=${this.#close}
    ></ag-dialog>`;
  }

  #table({ rows, known }) {
    const columns = [
      {
        key: "name",
        label: t("users.name"),
        sort: (user) => user.displayName,
        draw: (user) =>
          html`<button
            type="button"
            class="link-button"
            @click=${() => router.with({ user: idOf(user.name) }, { push: true })}
          >
            ${user.displayName || user.email}
          </button>`,
      },
      {
        key: "email",
        label: t("signIn.email"),
        sort: (user) => user.email,
        draw: (user) => user.email,
      },
      { key: "roles", label: t("users.roles"), draw: (user) => grantLines(user.grants, known) },
      { key: "state", label: t("users.state"), draw: (user) => userBadge(user) },
    ];
    return html`<ag-table .caption=${t("nav.users")} .columns=${columns} .rows=${rows}></ag-table>`;
  }

  render() {
    const invite = button({
      label: t("users.new"),
      icon: "plus",
      kind: "primary",
      onClick: () => router.with({ new: "1" }, { push: true }),
    });
    const data = this.#data.data;
    const shown = data?.rows.find((user) => idOf(user.name) === this.route.query.get("user"));
    return html`<div class="page">
      ${pageHead(t("nav.users"), { sub: t("users.intro"), actions: invite })}
      ${panel("", loaded(this.#data, (all) => this.#table(all)), { kind: "flush" })}
      ${this.#dialog()}
      <ag-user-drawer
        .user=${shown}
        .clients=${data?.known ?? []}
        @dismiss=${this.#close}
        @changed=${this.#changed}
      ></ag-user-drawer>
    </div>`;
  }
}

customElements.define("ag-users", Users);
