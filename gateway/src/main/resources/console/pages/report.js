// Hours in, euros out: the report of a client as key figures, plot and table.

import { html, nothing } from "lit";
import { blob, idOf, list, post } from "../api.js";
import { addDays, isDay, today } from "../days.js";
import { t } from "../i18n.js";
import { button } from "../kit/button.js";
import "../kit/chart.js";
import { choices } from "../kit/field.js";
import * as format from "../kit/format.js";
import { emptyState, loaded, notice } from "../kit/states.js";
import "../kit/table.js";
import { toastProblem } from "../kit/toast.js";
import { Loader } from "../kit/view.js";
import { router } from "../router.js";
import { session } from "../session.js";
import { language } from "../settings.js";
import { channels, client } from "../store.js";
import { figureList, sumFigures } from "./figures.js";
import { Page, pageHead, panel } from "./page.js";
import "./report-differences.js";
import { reportNotes } from "./report-notes.js";
import { plotByChannel, plotOverTime } from "./report-plots.js";
import { failedTiles, proofFailure } from "./report-proof.js";
import { PLOTS, bodyOf, controls, fingerprint, questionOf } from "./report-question.js";
import { columnsOf, save } from "./report-table.js";
import "./report-vanity.js";

const ROWS_MAX = 10_000;
const VANITY = ["OWNER", "PLANNER", "COMMUNITY_MANAGER", "SALES", "ANALYST", "CLIENT_VIEWER"];
const COMPARERS = ["OWNER", "PLANNER", "COMMUNITY_MANAGER", "SALES", "ANALYST"];

/** The same report as a file, with every figure, as the service writes it. */
async function downloadCsv(owner, question) {
  try {
    const file = await blob(`clients/${owner.id}/reports:export`, {
      ...bodyOf(question),
      languageCode: language(),
      byteOrderMark: true,
    });
    const asOf = question.asOf && `-as-of-${question.asOf}`;
    save(file, `${owner.id}-${question.from}-${question.to}${asOf}.csv`);
  } catch (problem) {
    toastProblem(problem);
  }
}

class Report extends Page {
  #data = new Loader(this, (signal) => this.#read(signal));
  #asked = "";

  load() {
    if (this.clientId) {
      this.#data.run();
    }
  }

  routed(before) {
    const asked = fingerprint(this.route);
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
    const question = questionOf(this.route.query, owner.timeZone);
    const path = `clients/${this.clientId}/reports:query`;
    const body = { ...bodyOf(question), prove: question.prove, pageSize: ROWS_MAX };
    const [all, posts, report] = await Promise.all([
      channels(this.clientId),
      question.by === "post" ? titles(this.clientId, signal) : new Map(),
      post(path, body, {}, { signal }),
    ]);
    return { owner, question, names: { channels: all, posts }, report };
  }

  #plot({ report, question, names }) {
    const overTime = question.granularity !== "TOTAL";
    const context = { ...question, rows: report.rows, names, currency: report.currencyCode };
    const { plot } = questionOf(this.route.query);
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

  /** In words what it means that the report is of an earlier day. */
  #asOf({ question, report }) {
    const now = button({
      label: t("report.asOfNow"),
      small: true,
      onClick: () => router.with({ asOf: "", since: "" }),
    });
    return notice(
      html`<div>
        <p>
          ${t("report.asOfText", {
            day: format.fullDay(question.asOf),
            until: format.dateTime(report.knownUntilTime, report.timeZone),
          })}
        </p>
        ${now}
      </div>`,
    );
  }

  #differences({ owner, question, names }) {
    if (!session.may(COMPARERS, owner.id)) {
      return nothing;
    }
    const since = this.route.query.get("since");
    const latest = addDays(question.asOf || today(owner.timeZone), -1);
    return isDay(since)
      ? html`<ag-report-differences
          .client=${owner}
          .channels=${names.channels}
          .question=${question}
          .since=${since}
        ></ag-report-differences>`
      : html`<div class="row">
          ${button({
            label: t("diff.open"),
            onClick: () => router.with({ since: latest }),
          })}
        </div>`;
  }

  #result(data) {
    const { report, question, names, owner } = data;
    const rows = report.rows ?? [];
    const parts = [{ now: report.totals ?? {}, before: report.comparison?.figures }];
    const columns = columnsOf({ ...question, names, client: owner.id });
    const total = { total: true, figures: report.totals ?? {}, comparison: report.comparison };
    const csv = button({
      label: t("report.csv"),
      icon: "download",
      onClick: () => downloadCsv(owner, question),
    });
    const print = button({ label: t("report.print"), icon: "print", onClick: () => window.print() });
    return html`${question.asOf ? this.#asOf(data) : nothing} ${proofFailure(report.proof)}
    ${figureList(
      sumFigures(parts, "now"),
      sumFigures(parts, "before"),
      failedTiles(report.proof),
    )}
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
      : panel(
          "",
          question.asOf
            ? emptyState({ title: t("report.noneAsOf") })
            : emptyState({ title: t("report.none"), text: t("report.noneText") }),
        )}
    ${this.#differences(data)}
    ${session.may(VANITY, owner.id)
      ? html`<ag-report-vanity .client=${owner} .to=${question.to}></ag-report-vanity>`
      : nothing}
    ${reportNotes(report)}`;
  }

  render() {
    const data = this.#data.data;
    const question = data ? questionOf(this.route.query, data.owner.timeZone) : null;
    return html`<div class="page">
      ${pageHead(t("nav.report"), {
        sub: data
          ? `${data.owner.displayName} · ${format.numericDay(question.from)} – ${format.numericDay(question.to)}`
          : "",
      })}
      ${question ? controls(question, data.owner.timeZone) : nothing}
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
