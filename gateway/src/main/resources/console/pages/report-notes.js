// What a reader of a report has to know about its figures, in plain words.

import { html, nothing } from "lit";
import { t } from "../i18n.js";
import * as format from "../kit/format.js";
import { notice } from "../kit/states.js";
import { proofNote } from "./report-proof.js";

function freshness(fresh = {}) {
  if (Number(fresh.parkedSegments ?? 0) > 0) {
    return notice(t("report.parked", { n: fresh.parkedSegments }), "bad");
  }
  if (!fresh.complete) {
    return notice(t("report.pending", { n: Number(fresh.pendingSegments ?? 0) }), "warn");
  }
  return html`<p>${t("report.complete", { time: format.dateTime(fresh.appliedTime) })}</p>`;
}

export function reportNotes(report) {
  const totals = report.totals ?? {};
  const error = totals.uniqueVisitorsError;
  const unrated = Number(totals.unratedMinutes ?? 0);
  return html`<section class="report-notes" aria-label=${t("report.notes")}>
    ${freshness(report.freshness)} ${proofNote(report.proof)}
    <p>${t("report.attribution")} ${t("report.zone", { zone: report.timeZone ?? "" })}</p>
    ${error > 0
      ? html`<p>${t("report.error", { percent: format.number(error * 100, 1) })}</p>`
      : nothing}
    <p>
      ${t("report.visitors", {
        unique: format.number(totals.uniqueVisitors),
        anonymous: format.number(totals.anonymousDailyVisitors),
      })}
    </p>
    ${unrated ? html`<p>${t("report.unrated", { hours: format.hours(unrated) })}</p>` : nothing}
    ${report.otherNote ? html`<p>${t("report.otherNote")} (${report.otherNote})</p>` : nothing}
    ${(report.otherCurrencies ?? []).map(
      (other) =>
        html`<p>
          ${t("report.otherCurrency", {
            currency: other.currencyCode,
            revenue: format.money(other.revenue),
            cost: format.money(other.adCost),
          })}
        </p>`,
    )}
  </section>`;
}
