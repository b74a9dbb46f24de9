// Hours in, euros out: the report of a client as key figures, plot and table.

import { html, nothing } from "lit";
import { blob, idOf, list, post } from "../api.js";
import { addDays, daysBetween, isDay } from "../days.js";
import { t } from "../i18n.js";
import { button } from "../kit/button.js";
import "../kit/chart.js";
import "../kit/date-range.js";
import { PRESETS, presetRange } from "../kit/date-range.js";
import { choices } from "../kit/field.js";
import * as format from "../kit/format.js";
import { emptyState, loaded } from "../kit/states.js";
import "../kit/table.js";
import { toastProblem } from "../kit/toast.js";
import { Loader } from "../kit/view.js";
import { router } from "../router.js";
import { language } from "../settings.js";
import { channels, client } from "../store.js";
import { figureList, sumFigures } from "./figures.js";
import { Page, pageHead, panel } from "./page.js";
import { plotByChannel, plotOverTime } from "./report-plots.js";
import { reportNotes } from "./report-notes.js";
import { columnsOf, save } from "./report-table.js";

const GRANULARITIES = ["TOTAL", "DAY", "WEEK", "MONTH"];
const GROUPS = { channel: ["CHANNEL"], campaign: ["CAMPAIGN"], post: ["POST"], none: [] };
const PLOTS = ["netRevenue", "leads", "minutes", "visits"];
const ROWS_MAX = 10_000;

/** The same report as a file, with every figure, as the service writes it. */
async function downloadCsv(owner, { from, to, granularity, by }) {
  try {
    const file = await blob(`clients/${owner.id}/reports:export`, {
      fromDate: from,
      toDate: to,
      granularity,
      groupBy: GROUPS[by],
      waitForApplied: true,
      languageCode: language(),
      byteOrderMark: true,
    });
    save(file, `${owner.id}-${from}-${to}.csv`);
  } catch (problem) {
    toastProblem(problem);
  }
}

class Report extends Page {
  #data = new Loader(this, (signal) => this.#read(signal));
  #asked = "";

  #question(zone) {
    const { query } = this.route;
    const preset = query.get("range") ?? "last30";
    const custom = preset === "custom" && isDay(query.get("from")) && isDay(query.get("to"));
    const days = custom
      ? { from: query.get("from"), to: query.get("to") }
      : presetRange(preset, zone);
    const per = query.get("per");
    const by = query.get("by");
    return {
      preset: custom ? "custom" : PRESETS.includes(preset) ? preset : "last30",
      ...days,
      granularity: GRANULARITIES.includes(per) ? per : "TOTAL",
      by: by in GROUPS ? by : "channel",
      plot: PLOTS.includes(query.get("plot")) ? query.get("plot") : "netRevenue",
    };
  }

  load() {
    if (this.clientId) {
      this.#data.run();
    }
  }

  routed(before) {
    const { query, id } = this.route;
    const asked = [id, ...["range", "from", "to", "per", "by"].map((name) => query.get(name))].join();
    if (before?.id !== this.clientId) {
      this.#data.reset();
    }
    if (asked !== this.#asked) {
      this.#asked = asked;
      this.load();
    }
  }

  async #read(signal) {
    const owner = await client(this.clientId);
    const question = this.#question(owner.timeZone);
    const { from, to, granularity, by } = question;
    const path = `clients/${this.clientId}/reports:query`;
    const length = daysBetween(from, to) + 1;
    const ask = (body) => post(path, { waitForApplied: true, ...body }, {}, { signal });
    const [all, posts, report, before] = await Promise.all([
      channels(this.clientId),
      by === "post" ? titles(this.clientId, signal) : new Map(),
      ask({ fromDate: from, toDate: to, granularity, groupBy: GROUPS[by], pageSize: ROWS_MAX }),
      ask({ fromDate: addDays(from, -length), toDate: addDays(from, -1) }),
    ]);
    return { owner, question, names: { channels: all, posts }, report, before };
  }

  #controls(question) {
    const pick = (name, label, keys, value) =>
      html`<label class="inline-field"
        ><span>${label}</span>
        <select name=${name} @change=${(event) => router.with({ [name]: event.target.value })}>
          ${keys.map(
            (key) =>
              html`<option value=${key} .selected=${key === value}>${t(`report.${name}.${key}`)}</option>`,
          )}
        </select></label
      >`;
    return html`<div class="filters">
      <ag-date-range
        .preset=${question.preset}
        .from=${question.from}
        .to=${question.to}
        @range=${({ detail }) =>
          router.with({ range: detail.preset, from: detail.from, to: detail.to })}
      ></ag-date-range>
      ${pick("per", t("report.per"), GRANULARITIES, question.granularity)}
      ${pick("by", t("report.by"), Object.keys(GROUPS), question.by)}
    </div>`;
  }

  #plot({ report, question, names }) {
    const overTime = question.granularity !== "TOTAL";
    const context = { ...question, rows: report.rows, names, currency: report.currencyCode };
    const plot = this.#question().plot;
    const title = overTime
      ? t("report.plotOverTime", { figure: t(`figure.${plot}`) })
      : t("report.plotByChannel");
    return panel(
      title,
      html`${overTime
          ? choices({
              name: "plot",
              label: t("report.figure"),
              hideLabel: true,
              options: PLOTS.map((key) => [key, t(`figure.${key}`)]),
              value: plot,
              onChange: (value) => router.with({ plot: value }),
            })
          : nothing}
        <ag-chart
          .label=${`${title}. ${t("report.plotAlternative")}`}
          .height=${overTime ? 320 : Math.min(900, 110 + 34 * Math.max(2, report.rows.length))}
          .option=${() =>
            overTime ? plotOverTime({ ...context, plot }) : plotByChannel(context)}
        ></ag-chart>`,
    );
  }

  #result(data) {
    const { report, before, question, names, owner } = data;
    const rows = report.rows ?? [];
    const parts = [{ now: report.totals ?? {}, before: before.totals ?? {} }];
    const columns = columnsOf({ ...question, names, client: owner.id });
    const total = { total: true, figures: report.totals ?? {} };
    const csv = button({
      label: t("report.csv"),
      icon: "download",
      onClick: () => downloadCsv(owner, question),
    });
    const print = button({ label: t("report.print"), icon: "print", onClick: () => window.print() });
    return html`${figureList(sumFigures(parts, "now"), sumFigures(parts, "before"))}
    ${rows.length
      ? html`${this.#plot({ ...data, report: { ...report, rows } })}
        ${panel(
          t("report.table"),
          html`<ag-table
            .caption=${t("report.table")}
            .columns=${columns}
            .rows=${rows}
            .footer=${total}
          ></ag-table>`,
          { kind: "flush", actions: html`${print} ${csv}` },
        )}`
      : panel("", emptyState({ title: t("report.none"), text: t("report.noneText") }))}
    ${reportNotes(report)}`;
  }

  render() {
    const data = this.#data.data;
    const question = data ? this.#question(data.owner.timeZone) : null;
    return html`<div class="page">
      ${pageHead(t("nav.report"), {
        sub: data
          ? `${data.owner.displayName} · ${format.numericDay(question.from)} – ${format.numericDay(question.to)}`
          : "",
      })}
      ${question ? this.#controls(question) : nothing}
      ${loaded(this.#data, (shown) => this.#result(shown), { lines: 10 })}
    </div>`;
  }
}

/** Posts by their id; a report knows only the ids. */
async function titles(clientId, signal) {
  const { items } = await list(`clients/${clientId}/posts`, "posts", {}, { signal });
  return new Map(items.map((one) => [idOf(one.name), one]));
}

customElements.define("ag-report", Report);
