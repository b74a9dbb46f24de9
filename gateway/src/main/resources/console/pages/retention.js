// Who comes again: a grid of cohorts, below the funnel.

import { html, nothing } from "lit";
import { post } from "../api.js";
import { addDays, addMonths, today } from "../days.js";
import { t } from "../i18n.js";
import * as format from "../kit/format.js";
import { loaded } from "../kit/states.js";
import { Loader, View } from "../kit/view.js";
import { router } from "../router.js";
import { share } from "./funnel-result.js";
import { panel } from "./page.js";

const PERIODS = { WEEK: 8, MONTH: 6 };
const ACTIVITIES = ["VISIT", "ORDER"];

class Retention extends View {
  static properties = { client: { attribute: false }, query: { attribute: false } };

  #data = new Loader(this, (signal) => this.#read(signal));
  #asked = "";

  #question() {
    const of = (name, values) =>
      values.includes(this.query.get(name)) ? this.query.get(name) : values[0];
    return {
      period: of("period", Object.keys(PERIODS)),
      first: of("first", ACTIVITIES),
      again: of("again", ACTIVITIES),
    };
  }

  willUpdate() {
    const asked = JSON.stringify([this.client.id, this.#question()]);
    if (asked !== this.#asked) {
      this.#asked = asked;
      this.#data.reset().run();
    }
  }

  #read(signal) {
    const question = this.#question();
    const now = today(this.client.timeZone);
    const back = PERIODS[question.period] - 1;
    const fromDate = question.period === "WEEK" ? addDays(now, -7 * back) : addMonths(now, -back);
    const body = { ...question, fromDate, toDate: now, following: back, waitForApplied: true };
    return post(`clients/${this.client.id}/retention:query`, body, {}, { signal });
  }

  #pick(name, values) {
    const chosen = this.#question()[name];
    return html`<label class="inline-field"
      ><span>${t(`retention.${name}`)}</span>
      <select name=${name} @change=${(event) => router.with({ [name]: event.target.value })}>
        ${values.map(
          (value) =>
            html`<option value=${value} .selected=${value === chosen}>
              ${t(`retention.${name}.${value}`)}
            </option>`,
        )}
      </select></label
    >`;
  }

  #cell(cell) {
    if (!cell) {
      return html`<td></td>`;
    }
    const open = cell.complete ? "" : "open";
    return html`<td class="end">
      <div class="retention-cell ${open}" .style=${`--share: ${cell.share ?? 0}`}>
        <strong>${share(cell.share)}</strong><span>${format.number(cell.count)}${open ? " *" : ""}</span>
      </div>
    </td>`;
  }

  #grid(retention) {
    const { period } = this.#question();
    const columns = Math.max(0, ...retention.cohorts.map(({ cells }) => cells?.length ?? 0));
    const name = (day) => (period === "WEEK" ? format.numericDay(day) : format.month(day));
    return html`<div class="table-frame" role="region" aria-label=${t("retention.title")} tabindex="0">
      <table class="retention">
        <caption class="visually-hidden">${t("retention.title")}</caption>
        <thead>
          <tr>
            <th scope="col">${t(`retention.cohort.${period}`)}</th>
            <th scope="col" class="end">${t("retention.count")}</th>
            ${Array.from(
              { length: columns },
              (_, i) => html`<th scope="col" class="end">${i ? `+ ${i}` : t("retention.same")}</th>`,
            )}
          </tr>
        </thead>
        <tbody>
          ${retention.cohorts.map(
            (row) =>
              html`<tr>
                <th scope="row">${name(row.startDate)}${row.complete ? "" : " *"}</th>
                <td class="end">${format.number(row.count)}</td>
                ${Array.from({ length: columns }, (_, i) => this.#cell(row.cells?.[i]))}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  render() {
    return panel(
      t("retention.title"),
      html`<div class="filters">
          ${this.#pick("period", Object.keys(PERIODS))} ${this.#pick("first", ACTIVITIES)}
          ${this.#pick("again", ACTIVITIES)}
        </div>
        ${loaded(
          this.#data,
          (retention) =>
            html`${this.#grid({ ...retention, cohorts: retention.cohorts ?? [] })}
              <p class="soft small">
                ${t("retention.note")}
                ${Number(retention.untracedCount ?? 0)
                  ? t("retention.untraced", { n: format.number(retention.untracedCount) })
                  : nothing}
                ${retention.proved ? nothing : t("funnel.unproved")}
              </p>`,
        )}`,
    );
  }
}

customElements.define("ag-retention", Retention);
