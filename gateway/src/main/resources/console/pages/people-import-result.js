// What a check or an import of people came to, with the rows that failed.

import { html, nothing } from "lit";
import { blob } from "../api.js";
import { t } from "../i18n.js";
import { button } from "../kit/button.js";
import * as format from "../kit/format.js";
import { notice } from "../kit/states.js";
import "../kit/table.js";
import { toastProblem } from "../kit/toast.js";
import { save } from "./report-table.js";

async function downloadFailedRows(result) {
  try {
    save(await blob(`${result.name}:failedRows`), "failed-rows.csv");
  } catch (problem) {
    toastProblem(problem);
  }
}

function failures(result, errors) {
  const columns = [
    { key: "line", label: t("import.line"), draw: (error) => format.number(error.line) },
    { key: "column", label: t("import.column"), draw: (error) => error.column || "–" },
    { key: "value", label: t("import.value"), draw: (error) => error.value || "–" },
    { key: "expected", label: t("import.expected"), draw: (error) => error.expected },
  ];
  return html`<ag-table .caption=${t("import.errors")} .columns=${columns} .rows=${errors}></ag-table>
    <p>
      ${button({
        label: t("import.failedRows"),
        icon: "download",
        onClick: () => downloadFailedRows(result),
      })}
    </p>`;
}

export function importResult({ form, result, errors, progress, onWrite, onRestart }) {
  const { dryRun, createdRows = 0, unchangedRows = 0, failedRows = 0 } = result;
  const counts = {
    created: format.number(createdRows),
    unchanged: format.number(unchangedRows),
    failed: format.number(failedRows),
  };
  const text = dryRun ? t("import.would", counts) : t("import.did", counts);
  return html`<div class="stack">
    ${form.message
      ? html`<div class="notice bad" role="alert">${form.message}</div>`
      : nothing}
    ${notice(text, failedRows ? "warn" : "good")}
    ${failedRows ? failures(result, errors) : nothing}
    <div class="row">
      ${dryRun && createdRows + unchangedRows > 0
        ? button({
            label: form.busy ? progress : t("import.now", { n: createdRows }),
            kind: "primary",
            busy: form.busy,
            onClick: onWrite,
          })
        : nothing}
      ${button({ label: t("import.another"), onClick: onRestart })}
    </div>
  </div>`;
}
