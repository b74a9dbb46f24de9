// The dated table of exchange rates of a client: one by hand, or a pasted table.

import { html, nothing } from "lit";
import { post } from "../api.js";
import { t } from "../i18n.js";
import { button } from "../kit/button.js";
import { field, formBody } from "../kit/field.js";
import { Form } from "../kit/form.js";
import * as format from "../kit/format.js";
import { paged } from "../kit/pager.js";
import { emptyState } from "../kit/states.js";
import "../kit/table.js";
import { toast } from "../kit/toast.js";
import { DayList } from "./day-list.js";
import { panel } from "./page.js";

const FILE_MAX = 200_000;

class RateList extends DayList {
  #table = null;

  get collection() {
    return "exchangeRates";
  }

  fresh() {
    return { date: this.today, from: "", to: this.frame.owner.currencyCode, rate: "", source: "" };
  }

  /** A rate has no key of its own: day and pair are it. */
  create(body) {
    return this.form.submit(async (values) => {
      const path = `clients/${this.clientId}/exchangeRates:batchCreate`;
      await post(path, { exchangeRates: [body(values)] });
      toast(t("form.saved"));
      this.close();
      this.load();
    });
  }

  #takeBack(rate) {
    const { rateDate, fromCurrency, toCurrency, rate: value, source } = rate;
    const body = { exchangeRates: [{ rateDate, fromCurrency, toCurrency, rate: value, source }] };
    const path = `clients/${this.clientId}/exchangeRates:batchCreate`;
    return this.takeBack(rate, () => post(path, body));
  }

  #paste = () => {
    this.#table = new Form(this, { csv: "" });
    this.requestUpdate();
  };

  #closeTable = () => {
    this.#table = null;
    this.requestUpdate();
  };

  #file = async (event) => {
    const [file] = event.target.files;
    if (file && file.size <= FILE_MAX) {
      this.#table?.set("csv", (await file.text()).replace(/^\ufeff/, ""));
    } else if (file) {
      this.#table.errors.csv = t("rates.tooLarge");
      this.requestUpdate();
    }
  };

  #import() {
    return this.#table.submit(async ({ csv }) => {
      const result = await post(`clients/${this.clientId}/exchangeRates:import`, { csv });
      const { createdCount = 0, updatedCount = 0, unchangedCount = 0 } = result;
      toast(t("rates.done", { created: createdCount, updated: updatedCount, same: unchangedCount }));
      this.#closeTable();
      this.load();
    });
  }

  #columns() {
    return [
      {
        key: "date",
        label: t("costs.day"),
        sort: (rate) => rate.rateDate,
        draw: (rate) => html`<span class="nowrap">${format.numericDay(rate.rateDate)}</span>`,
      },
      {
        key: "pair",
        label: t("rates.from"),
        sort: (rate) => rate.fromCurrency,
        draw: (rate) => `1 ${rate.fromCurrency}`,
      },
      {
        key: "rate",
        label: t("rates.rate"),
        align: "end",
        sort: (rate) => Number(rate.rate),
        draw: (rate) => `${format.rate(rate.rate)} ${rate.toCurrency}`,
      },
      { key: "source", label: t("rates.source"), draw: (rate) => rate.source || "–" },
      ...this.taking((rate) => this.#takeBack(rate)),
    ];
  }

  #fields() {
    const code = (name, label) =>
      field(this.form, {
        name,
        label,
        path: `${name}Currency`,
        required: true,
        check: (value) => (/^[A-Z]{3}$/.test(value) ? "" : t("rule.currency")),
      });
    return html`${field(this.form, {
      name: "date",
      label: t("costs.day"),
      path: "rateDate",
      type: "date",
      required: true,
      wide: true,
    })}
    ${code("from", t("rates.from"))} ${code("to", t("rates.to"))}
    ${field(this.form, {
      name: "rate",
      label: t("rates.rate"),
      hint: t("rates.rateHint"),
      inputmode: "decimal",
      required: true,
      check: (value) => (format.parse(value) > 0 ? "" : t("rule.positive")),
    })}
    ${field(this.form, { name: "source", label: t("rates.source"), hint: t("rates.sourceHint") })}`;
  }

  #pasteFields() {
    return html`<p>${t("rates.pasteHint")}</p>
      <pre class="sample">2026-11-23;USD;EUR;0,8643;ECB</pre>
      <div class="field">
        <label for="rates-file">${t("rates.file")}</label>
        <input id="rates-file" type="file" accept=".csv,.txt,text/csv" @change=${this.#file} />
      </div>
      ${field(this.#table, {
        name: "csv",
        label: t("rates.lines"),
        type: "textarea",
        rows: 8,
        required: true,
        wide: true,
      })}`;
  }

  render() {
    const none = emptyState({ title: t("rates.none"), text: t("rates.noneText") });
    const paste = this.may
      ? button({ label: t("rates.paste"), icon: "upload", onClick: this.#paste })
      : nothing;
    return html`${this.days()}
      ${panel(
        t("costs.tab.rates"),
        html`<p class="soft">${t("rates.intro", { currency: this.frame.owner.currencyCode })}</p>
          ${paged(
            this.list,
            (rates) =>
              html`<ag-table
                .caption=${t("costs.tab.rates")}
                .columns=${this.#columns()}
                .rows=${rates}
              ></ag-table>`,
            none,
          )}`,
        { kind: "flush", actions: html`${paste} ${this.addButton(t("rates.new"))}` },
      )}
      ${this.dialog(
        t("rates.new"),
        () => this.#fields(),
        ({ date, from, to, rate, source }) => ({
          rateDate: date,
          fromCurrency: from,
          toCurrency: to,
          rate: String(format.parse(rate)),
          source,
        }),
      )}
      <ag-dialog
        id="paste-rates"
        .heading=${t("rates.paste")}
        .open=${Boolean(this.#table)}
        .content=${this.#table
          ? formBody(this.#table, {
              content: this.#pasteFields(),
              action: () => this.#import(),
              submit: t("rates.import"),
              cancel: this.#closeTable,
            })
          : ""}
        @dismiss=${this.#closeTable}
      ></ag-dialog>`;
  }
}

customElements.define("ag-rate-list", RateList);
