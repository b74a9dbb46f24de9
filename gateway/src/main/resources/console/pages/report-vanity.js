// What a like, a follower, a reach point is worth for this client, said in sentences.

import { html, nothing } from "lit";
import { post } from "../api.js";
import { addDays } from "../days.js";
import { t } from "../i18n.js";
import { badge } from "../kit/button.js";
import * as format from "../kit/format.js";
import { loaded } from "../kit/states.js";
import "../kit/table.js";
import { Loader, View } from "../kit/view.js";
import { language } from "../settings.js";
import { panel } from "./page.js";

const DAYS = 364;
const TONES = { WORTH: "good", WORTH_LESS_THAN_ZERO: "bad" };

class ReportVanity extends View {
  static properties = { client: { attribute: false }, to: {} };

  #asked = "";
  #data = new Loader(this, (signal) =>
    post(
      `clients/${this.client.id}/vanity:query`,
      { fromDate: addDays(this.to, -DAYS), toDate: this.to, waitForApplied: true },
      {},
      { signal },
    ),
  );

  willUpdate() {
    const asked = `${this.client.id} ${this.to}`;
    if (asked !== this.#asked) {
      this.#asked = asked;
      this.#data.reset().run();
    }
  }

  #table({ estimates = [], currencyCode }) {
    const cents = (value) =>
      value === undefined ? "–" : `${format.number(value / 100, 4)} ${currencyCode}`;
    const columns = [
      { key: "metric", label: t("vanity.metric"), draw: (one) => t(`vanity.${one.metric}`) },
      {
        key: "verdict",
        label: t("vanity.verdict"),
        draw: (one) => badge(t(`vanity.verdict.${one.verdict}`), TONES[one.verdict] ?? "neutral"),
      },
      {
        key: "worth",
        label: t("vanity.worth"),
        align: "end",
        draw: (one) => cents(one.centsPerUnit),
      },
      {
        key: "interval",
        label: t("vanity.interval"),
        align: "end",
        draw: (one) =>
          one.lowerCents === undefined
            ? "–"
            : html`<span class="nowrap">${cents(one.lowerCents)} … ${cents(one.upperCents)}</span>`,
      },
    ];
    const text = language() === "de" ? "textDe" : "textEn";
    return html`<ag-table
        .caption=${t("vanity.title")}
        .columns=${columns}
        .rows=${estimates}
      ></ag-table>
      <ul class="vanity">
        ${estimates.map((one) => html`<li>${one[text]}</li>`)}
      </ul>`;
  }

  render() {
    return this.client
      ? panel(
          t("vanity.title"),
          html`<p class="soft">${t("vanity.intro", { day: format.numericDay(this.to) })}</p>
            ${loaded(this.#data, (data) => this.#table(data))}`,
          { kind: "flush" },
        )
      : nothing;
  }
}

customElements.define("ag-report-vanity", ReportVanity);
