// One's own sign-in: password, second factor, where one is signed in.

import { html, nothing } from "lit";
import { idOf, list, post } from "../api.js";
import { t } from "../i18n.js";
import { badge, button } from "../kit/button.js";
import { field, formBody } from "../kit/field.js";
import { Form } from "../kit/form.js";
import * as format from "../kit/format.js";
import { loaded } from "../kit/states.js";
import "../kit/table.js";
import { toast, toastProblem } from "../kit/toast.js";
import { Loader } from "../kit/view.js";
import { session } from "../session.js";
import { Page, pageHead, panel } from "./page.js";
import "./second-factor.js";

class Security extends Page {
  #sessions = new Loader(this, async (signal) => {
    const path = `${session.user.name}/sessions`;
    return (await list(path, "sessions", {}, { max: 200, signal })).items;
  });
  #form = new Form(this, { current: "", next: "" });

  load() {
    this.#sessions.run();
  }

  #change() {
    return this.#form.submit(async ({ current, next }) => {
      await post(`${session.user.name}:setPassword`, {
        currentPassword: current,
        newPassword: next,
      });
      this.#form.reset({ current: "", next: "" });
      toast(t("security.passwordDone"));
    });
  }

  async #end(path, done) {
    try {
      await post(path, {});
      toast(done);
      this.load();
    } catch (problem) {
      toastProblem(problem);
    }
  }

  #password() {
    const form = this.#form;
    return formBody(form, {
      kind: "two",
      content: html`${field(form, {
        name: "current",
        label: t("security.current"),
        path: "currentPassword",
        type: "password",
        autocomplete: "current-password",
        required: true,
      })}
      ${field(form, {
        name: "next",
        label: t("security.next"),
        path: "newPassword",
        type: "password",
        autocomplete: "new-password",
        hint: t("rule.password"),
        required: true,
        check: (value) => (value.length < 12 ? t("rule.min", { a: 12 }) : ""),
      })}`,
      action: () => this.#change(),
      submit: t("security.change"),
    });
  }

  #table(sessions) {
    const own = ownSession();
    const columns = [
      {
        key: "agent",
        label: t("security.where"),
        draw: (one) =>
          html`${one.agent || t("security.unknown")}
          ${idOf(one.name) === own ? badge(t("security.here"), "good") : nothing}
          ${one.application ? html`<span class="soft">${one.application}</span>` : nothing}`,
      },
      {
        key: "since",
        label: t("security.since"),
        sort: (one) => one.createTime,
        draw: (one) => format.dateTime(one.createTime),
      },
      {
        key: "seen",
        label: t("security.seen"),
        sort: (one) => one.renewTime ?? "",
        draw: (one) => format.ago(one.renewTime ?? one.createTime),
      },
      {
        key: "action",
        label: t("table.actions"),
        draw: (one) =>
          idOf(one.name) === own
            ? nothing
            : button({
                label: t("security.end"),
                small: true,
                onClick: () => this.#end(`${one.name}:revoke`, t("security.ended")),
              }),
      },
    ];
    return html`<ag-table
      .caption=${t("security.sessions")}
      .columns=${columns}
      .rows=${sessions}
    ></ag-table>`;
  }

  render() {
    const everywhere = button({
      label: t("security.endAll"),
      kind: "danger",
      small: true,
      onClick: () =>
        this.#end(`${session.user.name}/sessions:revokeAll`, t("security.endedAll")),
    });
    return html`<div class="page">
      ${pageHead(t("nav.security"), { sub: session.user?.email })}
      ${panel(t("security.password"), this.#password())}
      <ag-second-factor></ag-second-factor>
      ${panel(t("security.sessions"), loaded(this.#sessions, (all) => this.#table(all)), {
        kind: "flush",
        actions: everywhere,
      })}
    </div>`;
  }
}

/** The id of the present session, as the token says it. */
function ownSession() {
  try {
    const [, claims] = session.token.split(".");
    return JSON.parse(atob(claims.replaceAll("-", "+").replaceAll("_", "/"))).sid;
  } catch {
    return "";
  }
}

customElements.define("ag-security", Security);
