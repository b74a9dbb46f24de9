// The monthly reports for a client: what there are, and one of them with its preview.

import { html, nothing } from "lit";
import { get, idOf, list, post } from "../api.js";
import { t } from "../i18n.js";
import { badge, button } from "../kit/button.js";
import "../kit/dialog.js";
import { choices, field, formBody } from "../kit/field.js";
import { Form } from "../kit/form.js";
import * as format from "../kit/format.js";
import { emptyState, loaded } from "../kit/states.js";
import "../kit/table.js";
import { toast } from "../kit/toast.js";
import { Loader } from "../kit/view.js";
import { href, router } from "../router.js";
import { session } from "../session.js";
import { language } from "../settings.js";
import "./client-report-one.js";
import "./report-branding.js";
import { Page, pageHead, panel } from "./page.js";

const WRITERS = ["OWNER", "PLANNER"];

export const reportBadge = (report) =>
  report.replacedBy
    ? badge(t("cr.replaced"))
    : badge(t(`cr.state.${report.state}`), report.state === "ISSUED" ? "good" : "warn");

/** Last month, as people are in it. */
function lastMonth() {
  const now = new Date();
  const last = new Date(Date.UTC(now.getFullYear(), now.getMonth() - 1, 1));
  return last.toISOString().slice(0, 7);
}

class ClientReportPage extends Page {
  #data = new Loader(this, (signal) => this.#read(signal));
  #form = null;

  load() {
    if (this.clientId) {
      this.#data.run();
    }
  }

  routed(before) {
    const { query, id } = this.route;
    if (before?.id !== id || before?.query.get("report") !== query.get("report")) {
      this.#data.reset();
      this.load();
    }
    if (query.has("new") && !this.#form) {
      this.#form = new Form(this, {
        month: lastMonth(),
        language: language() === "en" ? "ENGLISH" : "GERMAN",
      });
    } else if (!query.has("new")) {
      this.#form = null;
    }
  }

  async #read(signal) {
    const path = `clients/${this.clientId}/clientReports`;
    const wanted = this.route.query.get("report");
    const [all, report] = await Promise.all([
      list(path, "clientReports", {}, { max: 200, signal }),
      wanted ? get(`${path}/${encodeURIComponent(wanted)}`, {}, signal) : null,
    ]);
    return { reports: all.items, report };
  }

  #close = () => router.with({ new: "" });

  #create() {
    return this.#form.submit(async ({ month, language: wanted }) => {
      const report = await post(
        `clients/${this.clientId}/clientReports`,
        { month, language: wanted },
        { requestId: this.#form.requestId },
      );
      toast(t("cr.created"));
      router.go("client-report", this.clientId, { report: idOf(report.name) });
    });
  }

  #fields() {
    return html`${field(this.#form, {
      name: "month",
      label: t("cr.month"),
      hint: t("cr.monthHint"),
      type: "month",
      required: true,
      check: (value) => (/^\d{4}-(0[1-9]|1[0-2])$/.test(value) ? "" : "YYYY-MM"),
    })}
    ${choices({
      name: "language",
      label: t("cr.language"),
      options: ["GERMAN", "ENGLISH"].map((key) => [key, t(`cr.language.${key}`)]),
      value: this.#form.values.language,
      onChange: (value) => this.#form.set("language", value),
    })}`;
  }

  #table(reports) {
    const columns = [
      {
        key: "month",
        label: t("cr.month"),
        sort: (report) => report.month,
        draw: (report) =>
          html`<a
            href=${href("client-report", this.clientId, { report: idOf(report.name) })}
            >${format.month(`${report.month}-01`)}</a
          >`,
      },
      { key: "state", label: t("cr.state"), draw: reportBadge },
      { key: "version", label: t("cr.version"), align: "end", draw: (report) => report.version },
      {
        key: "language",
        label: t("cr.language"),
        draw: (report) => t(`cr.language.${report.language}`),
      },
      {
        key: "made",
        label: t("cr.made"),
        sort: (report) => report.createTime,
        draw: (report) => format.dateTime(report.createTime),
      },
    ];
    return html`<ag-table .caption=${t("cr.list")} .columns=${columns} .rows=${reports}></ag-table>`;
  }

  #all(reports) {
    const none = emptyState({ title: t("cr.none"), text: t("cr.noneText") });
    return panel(t("cr.list"), reports.length ? this.#table(reports) : none, { kind: "flush" });
  }

  render() {
    const may = session.may(WRITERS, this.clientId);
    const create = button({
      label: t("cr.new"),
      icon: "plus",
      kind: "primary",
      onClick: () => router.with({ new: "1" }, { push: true }),
    });
    const actions = may ? html`<ag-report-branding></ag-report-branding> ${create}` : nothing;
    return html`<div class="page">
      ${pageHead(t("nav.client-report"), { sub: t("cr.intro"), actions })}
      ${loaded(this.#data, ({ reports, report }) =>
        report
          ? html`<ag-client-report-one
              .report=${report}
              .clientId=${this.clientId}
              .writes=${may}
              @changed=${() => this.load()}
            ></ag-client-report-one>`
          : this.#all(reports),
      )}
      <ag-dialog
        id="new-report"
        .heading=${t("cr.new")}
        .open=${Boolean(this.#form)}
        .content=${this.#form
          ? formBody(this.#form, {
              content: this.#fields(),
              action: () => this.#create(),
              submit: t("cr.create"),
              cancel: this.#close,
            })
          : ""}
        @dismiss=${this.#close}
      ></ag-dialog>
    </div>`;
  }
}

customElements.define("ag-client-report", ClientReportPage);
