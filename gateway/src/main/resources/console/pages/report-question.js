// What a report is asked: days, rows, comparison, and as of which day. All of it is in the address.

import { html, nothing } from "lit";
import { addDays, isDay, today } from "../days.js";
import { t } from "../i18n.js";
import "../kit/date-range.js";
import { PRESETS, presetRange } from "../kit/date-range.js";
import { router } from "../router.js";

export const GRANULARITIES = ["TOTAL", "DAY", "WEEK", "MONTH"];
export const GROUPS = {
  channel: ["CHANNEL"],
  campaign: ["CAMPAIGN"],
  post: ["POST"],
  none: [],
};
export const PLOTS = ["netRevenue", "leads", "minutes", "visits"];
const COMPARISONS = ["PREVIOUS_PERIOD", "PREVIOUS_YEAR", "DATES", "NONE"];
const ASKED = [
  "range",
  "from",
  "to",
  "per",
  "by",
  "cmp",
  "cmpFrom",
  "cmpTo",
  "asOf",
  "prove",
];

/** Changes whenever the report has to be asked anew. */
export const fingerprint = ({ id, query }) => [id, ...ASKED.map((name) => query.get(name))].join();

export function questionOf(query, zone) {
  const preset = query.get("range") ?? "last30";
  const custom = preset === "custom" && isDay(query.get("from")) && isDay(query.get("to"));
  const days = custom
    ? { from: query.get("from"), to: query.get("to") }
    : presetRange(preset, zone);
  const of = (name, values, instead) => (values.includes(query.get(name)) ? query.get(name) : instead);
  const dates = isDay(query.get("cmpFrom")) && isDay(query.get("cmpTo"));
  const comparison = of("cmp", COMPARISONS, "PREVIOUS_PERIOD");
  return {
    preset: custom ? "custom" : PRESETS.includes(preset) ? preset : "last30",
    ...days,
    granularity: of("per", GRANULARITIES, "TOTAL"),
    by: of("by", Object.keys(GROUPS), "channel"),
    plot: of("plot", PLOTS, "netRevenue"),
    comparison: comparison === "DATES" && !dates ? "PREVIOUS_PERIOD" : comparison,
    compareFrom: dates ? query.get("cmpFrom") : addDays(days.from, -364),
    compareTo: dates ? query.get("cmpTo") : addDays(days.to, -364),
    asOf: isDay(query.get("asOf")) ? query.get("asOf") : "",
    prove: query.get("prove") === "1",
  };
}

/** The parts that a query and a CSV file have in common. */
export function bodyOf(question) {
  const { from, to, granularity, by, comparison, compareFrom, compareTo, asOf } = question;
  const dates = comparison === "DATES";
  return {
    fromDate: from,
    toDate: to,
    granularity,
    groupBy: GROUPS[by],
    waitForApplied: true,
    ...(comparison === "NONE" ? {} : { comparison }),
    ...(dates ? { compareFromDate: compareFrom, compareToDate: compareTo } : {}),
    ...(asOf ? { asOf } : {}),
  };
}

const pick = (name, label, keys, value, choose) =>
  html`<label class="inline-field"
    ><span>${label}</span>
    <select name=${name} @change=${(event) => choose(event.target.value)}>
      ${keys.map(
        (key) =>
          html`<option value=${key} .selected=${key === value}>${t(`report.${name}.${key}`)}</option>`,
      )}
    </select></label
  >`;

const dayField = (name, label, value, max, choose) =>
  html`<label class="inline-field"
    ><span>${label}</span>
    <input
      type="date"
      name=${name}
      max=${max || nothing}
      .value=${value}
      @change=${(event) => choose(isDay(event.target.value) ? event.target.value : "")}
    />
  </label>`;

export function controls(question, zone) {
  const set = (name) => (value) => router.with({ [name]: value });
  const { comparison, compareFrom, compareTo } = question;
  const compare = (value) =>
    router.with(
      value === "DATES"
        ? { cmp: value, cmpFrom: compareFrom, cmpTo: compareTo }
        : { cmp: value, cmpFrom: "", cmpTo: "" },
    );
  return html`<div class="filters">
    <ag-date-range
      .preset=${question.preset}
      .from=${question.from}
      .to=${question.to}
      @range=${({ detail }) =>
        router.with({ range: detail.preset, from: detail.from, to: detail.to })}
    ></ag-date-range>
    ${pick("per", t("report.per"), GRANULARITIES, question.granularity, set("per"))}
    ${pick("by", t("report.by"), Object.keys(GROUPS), question.by, set("by"))}
    ${pick("cmp", t("report.cmp"), COMPARISONS, comparison, compare)}
    ${comparison === "DATES"
      ? html`${dayField("cmpFrom", t("range.from"), compareFrom, "", set("cmpFrom"))}
        ${dayField("cmpTo", t("range.to"), compareTo, "", set("cmpTo"))}`
      : nothing}
    ${dayField("asOf", t("report.asOf"), question.asOf, addDays(today(zone), -1), (asOf) =>
      router.with({ asOf, since: "" }),
    )}
  </div>`;
}
