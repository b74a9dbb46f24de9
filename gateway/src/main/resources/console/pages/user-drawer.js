// One user: roles, a new link for the password, the end of the account.

import { html, nothing } from "lit";
import { post, remove } from "../api.js";
import { t } from "../i18n.js";
import { button } from "../kit/button.js";
import { field, formBody } from "../kit/field.js";
import { Form } from "../kit/form.js";
import { toast, toastProblem } from "../kit/toast.js";
import { View } from "../kit/view.js";
import { session } from "../session.js";
import {
  clientName,
  clientOptions,
  passwordLink,
  roleOptions,
  shownOnce,
  userBadge,
} from "./access.js";

class UserDrawer extends View {
  static properties = { user: { attribute: false }, clients: { attribute: false } };

  #form = null;
  #shown = "";
  #link = "";
  #sure = false;

  willUpdate() {
    const name = this.user?.name ?? "";
    if (name !== this.#shown) {
      this.#shown = name;
      this.#form = new Form(this, { role: "", client: "clients/-" });
      this.#link = "";
      this.#sure = false;
    }
  }

  async #run(action, done) {
    try {
      await action();
      if (done) {
        toast(done);
      }
      this.dispatchEvent(new CustomEvent("changed"));
    } catch (problem) {
      toastProblem(problem);
    }
    this.requestUpdate();
  }

  #grant() {
    return this.#form.submit(async ({ role, client }) => {
      await post("grants", { user: this.user.name, role, client });
      toast(t("users.granted"));
      this.#form.reset({ role: "", client: "clients/-" });
      this.dispatchEvent(new CustomEvent("changed"));
    });
  }

  #newLink = () =>
    this.#run(async () => {
      this.#link = passwordLink((await post(`${this.user.name}:issueLink`, {})).token);
    });

  #disable = () => {
    if (!this.#sure) {
      this.#sure = true;
      return this.requestUpdate();
    }
    const { name, etag, displayName } = this.user;
    return this.#run(
      () => post(`${name}:disable`, { etag }),
      t("users.disabledNow", { name: displayName }),
    );
  };

  #grants() {
    return html`<section class="stack">
      <h3>${t("users.roles")}</h3>
      ${this.user.grants.length
        ? html`<ul class="due">
            ${this.user.grants.map(
              (grant) =>
                html`<li>
                  <span>${t(`role.${grant.role}`)}</span>
                  <span class="meta">${clientName(grant.client, this.clients)}</span>
                  ${button({
                    label: t("users.revoke"),
                    small: true,
                    onClick: () => this.#run(() => remove(grant.name), t("users.revoked")),
                  })}
                </li>`,
            )}
          </ul>`
        : html`<p class="soft">${t("access.nothing")}</p>`}
      ${this.user.state === "DISABLED" ? nothing : this.#grantForm()}
    </section>`;
  }

  #grantForm() {
    return formBody(this.#form, {
      kind: "two",
      content: html`${field(this.#form, {
        name: "role",
        label: t("users.role"),
        type: "select",
        options: [["", t("form.choose")], ...roleOptions()],
        required: true,
        hint: this.#form.values.role ? t(`role.${this.#form.values.role}.hint`) : "",
      })}
      ${field(this.#form, {
        name: "client",
        label: t("users.where"),
        type: "select",
        options: clientOptions(this.clients),
        required: true,
      })}`,
      action: () => this.#grant(),
      submit: t("users.grant"),
    });
  }

  #account() {
    const own = this.user.name === session.user?.name;
    return html`<section class="stack">
      <h3>${t("users.account")}</h3>
      <div class="row">
        ${button({
          label: this.user.passwordSet ? t("users.resetLink") : t("users.inviteLink"),
          icon: "link",
          onClick: this.#newLink,
        })}
        ${own
          ? nothing
          : button({
              label: this.#sure ? t("users.disableSure") : t("users.disable"),
              kind: "danger",
              onClick: this.#disable,
            })}
      </div>
    </section>`;
  }

  #content() {
    if (this.#link) {
      return shownOnce({
        text: this.#link,
        label: t("users.link"),
        warning: t("users.linkOnce"),
        done: () => {
          this.#link = "";
          this.requestUpdate();
        },
      });
    }
    const { user } = this;
    return html`<div class="stack roomy">
      <p>${userBadge(user)} <span class="soft anywhere">${user.email}</span></p>
      ${this.#grants()} ${user.state === "DISABLED" ? nothing : this.#account()}
    </div>`;
  }

  render() {
    return html`<ag-dialog
      id="user"
      kind="drawer"
      .heading=${this.user?.displayName ?? ""}
      .open=${Boolean(this.user)}
      .content=${this.user ? this.#content() : ""}
      @dismiss=${() => this.dispatchEvent(new CustomEvent("dismiss"))}
    ></ag-dialog>`;
  }
}

customElements.define("ag-user-drawer", UserDrawer);
