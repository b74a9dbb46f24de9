// Links by which people without an account read an issued report.

import { html, nothing } from "lit";
import { list, post } from "../api.js";
import { t } from "../i18n.js";
import { badge, button } from "../kit/button.js";
import "../kit/dialog.js";
import { field, formBody } from "../kit/field.js";
import { Form } from "../kit/form.js";
import * as format from "../kit/format.js";
import { loaded } from "../kit/states.js";
import "../kit/table.js";
import { toast, toastProblem } from "../kit/toast.js";
import { Loader, View } from "../kit/view.js";
import { shownOnce } from "./access.js";
import { panel } from "./page.js";

class ClientReportLinks extends View {
  static properties = { report: { attribute: false } };

  #shown = "";
  #form = null;
  #url = "";
  #data = new Loader(this, (signal) =>
    list(`${this.report.name}/shares`, "shares", {}, { max: 200, signal }),
  );

  willUpdate() {
    if (this.#shown !== this.report.name) {
      this.#shown = this.report.name;
      this.#data.reset().run();
    }
  }

  #open = () => {
    this.#form = new Form(this, { days: "30" });
    this.requestUpdate();
  };

  #close = () => {
    this.#form = null;
    this.#url = "";
    this.requestUpdate();
  };

  #make() {
    return this.#form.submit(async ({ days }) => {
      const share = await post(`${this.report.name}:share`, { days: Number(days) });
      this.#url = share.url;
      this.#data.run();
    });
  }

  async #revoke(share) {
    try {
      await post(`${share.name}:revoke`, {});
      toast(t("cr.linkRevoked"));
      this.#data.run();
    } catch (problem) {
      toastProblem(problem);
    }
  }

  #state(share) {
    const over = new Date(share.expireTime) <= new Date();
    const state = share.revoked ? "revoked" : over ? "over" : "open";
    return badge(t(`cr.linkState.${state}`), state === "open" ? "good" : "neutral");
  }

  #table(shares) {
    const columns = [
      { key: "made", label: t("cr.linkMade"), draw: (share) => format.dateTime(share.createTime) },
      { key: "end", label: t("cr.linkEnd"), draw: (share) => format.dateTime(share.expireTime) },
      { key: "state", label: t("cr.state"), draw: (share) => this.#state(share) },
      { key: "views", label: t("cr.linkViews"), align: "end", draw: (share) => share.views ?? 0 },
      {
        key: "last",
        label: t("cr.linkLast"),
        draw: (share) => (share.lastViewTime ? format.dateTime(share.lastViewTime) : "–"),
      },
      {
        key: "revoke",
        label: "",
        draw: (share) =>
          share.revoked
            ? nothing
            : button({
                label: t("cr.linkRevoke"),
                small: true,
                onClick: () => this.#revoke(share),
              }),
      },
    ];
    return html`<ag-table .caption=${t("cr.links")} .columns=${columns} .rows=${shares}></ag-table>`;
  }

  #dialog() {
    if (this.#url) {
      return shownOnce({
        text: this.#url,
        label: t("cr.link"),
        warning: t("cr.linkOnce"),
        done: this.#close,
      });
    }
    return formBody(this.#form, {
      content: field(this.#form, {
        name: "days",
        label: t("cr.linkDays"),
        hint: t("cr.linkDaysHint"),
        type: "number",
        min: 1,
        max: 366,
        required: true,
        check: (value) => (value >= 1 && value <= 366 ? "" : t("cr.linkDaysHint")),
      }),
      action: () => this.#make(),
      submit: t("cr.linkNew"),
      cancel: this.#close,
    });
  }

  render() {
    const make = button({ label: t("cr.linkNew"), icon: "link", onClick: this.#open });
    return html`${panel(
        t("cr.links"),
        loaded(this.#data, ({ items }) =>
          items.length ? this.#table(items) : html`<p class="soft pad">${t("cr.linksNone")}</p>`,
        ),
        { actions: make },
      )}<ag-dialog
        id="new-share"
        .heading=${t("cr.linkNew")}
        .open=${Boolean(this.#form)}
        .content=${this.#form ? this.#dialog() : ""}
        @dismiss=${this.#close}
      ></ag-dialog>`;
  }
}

customElements.define("ag-client-report-links", ClientReportLinks);
