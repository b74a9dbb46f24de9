// One client report: preview, what may be done with it, note and targets of a draft, links.

import { html, nothing } from "lit";
import { blob, idOf, patch, post, remove } from "../api.js";
import { t } from "../i18n.js";
import { button, linkButton } from "../kit/button.js";
import { choices, field, formBody } from "../kit/field.js";
import { Form } from "../kit/form.js";
import * as format from "../kit/format.js";
import { notice } from "../kit/states.js";
import { toast, toastProblem } from "../kit/toast.js";
import { View } from "../kit/view.js";
import { href, router } from "../router.js";
import { reportBadge } from "./client-report.js";
import "./client-report-links.js";
import "./client-report-preview.js";
import { panel } from "./page.js";

/** Measures that the form offers targets for; the API knows all. */
const TARGETS = { NET_REVENUE: "netRevenue", ORDERS: "orders", LEADS: "leads", VISITS: "visits" };
const MONEY = new Set(["NET_REVENUE"]);

class ClientReportOne extends View {
  static properties = {
    report: { attribute: false },
    clientId: {},
    writes: { type: Boolean },
    asking: { state: true },
    busy: { state: true },
  };

  #form = null;
  #etag = "";

  willUpdate() {
    if (this.#etag !== this.report.name + this.report.etag) {
      this.#etag = this.report.name + this.report.etag;
      this.#form = new Form(this, this.#values());
    }
  }

  get #currency() {
    return this.report.content.currencyCode;
  }

  #values() {
    const values = {
      comment: this.report.comment ?? "",
      hours: this.report.hoursHidden ? "hidden" : "shown",
    };
    for (const target of this.report.targets ?? []) {
      values[target.measure] = MONEY.has(target.measure)
        ? String(format.major({ minorUnits: target.value, currencyCode: this.#currency }))
        : target.value;
    }
    return values;
  }

  #save() {
    return this.#form.submit(async (values) => {
      const others = (this.report.targets ?? []).filter(({ measure }) => !(measure in TARGETS));
      const own = Object.keys(TARGETS)
        .filter((measure) => String(values[measure] ?? "").trim())
        .map((measure) => ({
          measure,
          value: MONEY.has(measure)
            ? format.minor(format.parse(values[measure]), this.#currency)
            : String(format.parse(values[measure])),
        }));
      await patch(
        this.report.name,
        {
          comment: values.comment,
          hoursHidden: values.hours === "hidden",
          targets: [...others, ...own],
          etag: this.report.etag,
        },
        { updateMask: "comment,hoursHidden,targets" },
      );
      toast(t("form.saved"));
      this.#changed();
    });
  }

  #changed() {
    this.dispatchEvent(new CustomEvent("changed"));
  }

  async #do(action) {
    this.busy = true;
    try {
      await action();
    } catch (problem) {
      toastProblem(problem);
    } finally {
      this.busy = false;
    }
  }

  #issue = () =>
    this.#do(async () => {
      await post(`${this.report.name}:issue`, { etag: this.report.etag });
      this.asking = false;
      toast(t("cr.issued"));
      this.#changed();
    });

  #discard = () =>
    this.#do(async () => {
      await remove(this.report.name);
      toast(t("cr.discarded"));
      router.go("client-report", this.clientId);
    });

  #correct = () =>
    this.#do(async () => {
      const { month, language, comment, targets, hoursHidden, name } = this.report;
      const next = await post(`clients/${this.clientId}/clientReports`, {
        month,
        language,
        comment,
        targets,
        hoursHidden,
        replaces: name,
      });
      router.go("client-report", this.clientId, { report: idOf(next.name) });
    });

  #pdf = () =>
    this.#do(async () => {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(await blob(`${this.report.name}:pdf`));
      link.download = `${this.clientId}-${this.report.month}.pdf`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    });

  #actions() {
    const draft = this.report.state === "DRAFT";
    const failed = this.report.content.checks?.failed?.length > 0;
    const action = (label, kind, onClick, more = {}) =>
      button({ label: t(label), kind, onClick, disabled: this.busy, ...more });
    return html`${linkButton({ label: t("cr.back"), to: href("client-report", this.clientId) })}
    ${action("cr.pdf", "plain", this.#pdf, { icon: "download" })}
    ${this.writes && draft
      ? html`${action("cr.discard", "plain", this.#discard)}
        ${failed
          ? nothing
          : action("cr.issue", "primary", () => (this.asking = true), { icon: "check" })}`
      : nothing}
    ${this.writes && !draft && !this.report.replacedBy
      ? action("cr.correct", "plain", this.#correct)
      : nothing}`;
  }

  #targetField(measure) {
    const money = MONEY.has(measure);
    const figure = t(`figure.${TARGETS[measure]}`);
    return field(this.#form, {
      name: measure,
      label: money
        ? t("cr.targetMoney", { figure, currency: this.#currency })
        : t("cr.target", { figure }),
      inputmode: money ? "decimal" : "numeric",
      check: (value) => (format.parse(value) > 0 ? "" : t("rule.amount")),
    });
  }

  #remarks() {
    return panel(
      t("cr.remarks"),
      formBody(this.#form, {
        kind: "two",
        content: html`${field(this.#form, {
          name: "comment",
          label: t("cr.comment"),
          hint: t("cr.commentHint"),
          type: "textarea",
          rows: 5,
          wide: true,
        })}
        ${Object.keys(TARGETS).map((measure) => this.#targetField(measure))}
        ${choices({
          name: "hours",
          label: t("cr.hours"),
          options: ["shown", "hidden"].map((key) => [key, t(`cr.hours.${key}`)]),
          value: this.#form.values.hours,
          onChange: (value) => this.#form.set("hours", value),
        })}`,
        action: () => this.#save(),
        submit: t("form.save"),
      }),
    );
  }

  render() {
    const { report } = this;
    const failed = report.content.checks?.failed ?? [];
    const title = html`${format.month(`${report.month}-01`)} ${reportBadge(report)}
      <span class="soft small nowrap">${t("cr.made")} ${format.dateTime(report.createTime)}</span>`;
    return html`${failed.length
      ? notice(html`<p>${t("cr.failed", { what: failed.join("; ") })}</p>`, "bad")
      : nothing}
    ${this.writes && report.state === "DRAFT" ? this.#remarks() : nothing}
    ${panel(title, html`<ag-client-report-preview .report=${report}></ag-client-report-preview>`, {
      kind: "flush",
      actions: this.#actions(),
    })}
    ${this.writes && report.state === "ISSUED"
      ? html`<ag-client-report-links .report=${report}></ag-client-report-links>`
      : nothing}
    <ag-dialog
      id="issue-report"
      .heading=${t("cr.issue")}
      .open=${Boolean(this.asking)}
      .content=${html`<div class="stack">
        <p>${t("cr.issueAsk")}</p>
        <div class="row">
          ${button({
            label: t("cr.issue"),
            kind: "primary",
            onClick: this.#issue,
            disabled: this.busy,
          })}
          ${button({ label: t("form.cancel"), onClick: () => (this.asking = false) })}
        </div>
      </div>`}
      @dismiss=${() => (this.asking = false)}
    ></ag-dialog>`;
  }
}

customElements.define("ag-client-report-one", ClientReportOne);
