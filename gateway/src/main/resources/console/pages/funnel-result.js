// A funnel as bars and tables, and what a reader has to know about it.

import { html, nothing } from "lit";
import { t } from "../i18n.js";
import * as format from "../kit/format.js";
import { emptyState, notice } from "../kit/states.js";
import "../kit/table.js";
import { channelMark, panel } from "./page.js";

const DAY = 86_400;
const HOUR = 3_600;

export const share = (ratio) => `${format.number((ratio ?? 0) * 100, 1)} %`;

/** A duration of the API, `5400s`, in the largest fitting unit. */
export function time(text) {
  if (!text) {
    return "–";
  }
  const seconds = Number(text.slice(0, -1));
  if (seconds >= DAY) {
    return t("funnel.days", { n: format.number(seconds / DAY, 1) });
  }
  if (seconds >= HOUR) {
    return `${format.number(seconds / HOUR, 1)} h`;
  }
  return seconds >= 60 ? `${format.number(seconds / 60, 0)} min` : `${format.number(seconds, 0)} s`;
}

const count = (step) => Number(step?.count ?? 0);

function bars(funnel, labels) {
  const steps = funnel.steps ?? [];
  return html`<ol class="funnel-bars">
    ${steps.map(
      (step, i) =>
        html`<li>
          <div class="funnel-bar-head">
            <span class="funnel-bar-name">${i + 1}. ${labels[i]}</span>
            <span><strong>${format.number(step.count)}</strong> · ${share(step.shareOfFirst)}</span>
          </div>
          <div class="funnel-track" aria-hidden="true">
            <div class="funnel-bar" .style=${`--share: ${step.shareOfFirst ?? 0}`}></div>
          </div>
          ${i < steps.length - 1
            ? html`<p class="funnel-drop">
                ${t("funnel.goOn", {
                  share: share(steps[i + 1].shareOfPrevious),
                  time: time(steps[i + 1].medianDuration),
                })}
                <span class="bad-text">${t("funnel.drop", { n: format.number(step.droppedCount) })}</span>
              </p>`
            : nothing}
        </li>`,
    )}
  </ol>`;
}

function stepTable(funnel, labels) {
  const rows = (funnel.steps ?? []).map((step, i) => ({
    ...step,
    number: i + 1,
    label: labels[i],
    anonymous: funnel.anonymous?.steps?.[i],
  }));
  const figure = (key, label, draw, sort) => ({ key, label, align: "end", draw, sort });
  const columns = [
    {
      key: "step",
      label: t("funnel.stepName"),
      draw: (row) => `${row.number}. ${row.label}`,
      sort: (row) => row.number,
    },
    figure("count", t("funnel.count"), (row) => format.number(row.count), count),
    figure("first", t("funnel.ofFirst"), (row) => share(row.shareOfFirst), (row) => row.shareOfFirst ?? 0),
    figure("previous", t("funnel.ofPrevious"), (row) => share(row.shareOfPrevious), (row) => row.shareOfPrevious ?? 0),
    figure("dropped", t("funnel.dropped"), (row) => format.number(row.droppedCount), (row) => Number(row.droppedCount ?? 0)),
    figure("time", t("funnel.time"), (row) => time(row.medianDuration)),
    ...(funnel.anonymous
      ? [figure("anonymous", t("funnel.anonymous"), (row) => format.number(count(row.anonymous)), (row) => count(row.anonymous))]
      : []),
    figure("untraced", t("funnel.untraced"), (row) => format.number(row.untracedCount), (row) => Number(row.untracedCount ?? 0)),
  ];
  return html`<ag-table .caption=${t("funnel.table")} .columns=${columns} .rows=${rows}></ag-table>`;
}

function groupTable(funnel, labels, channels) {
  const name = (group) =>
    [
      group.other
        ? t("report.other")
        : (channels.find(({ id }) => id === group.channel)?.label ?? group.channel) || t("report.direct"),
      group.campaign,
    ]
      .filter(Boolean)
      .join(" · ");
  const last = (group) => group.steps.at(-1).shareOfFirst ?? 0;
  const columns = [
    {
      key: "group",
      label: t("funnel.firstTouch"),
      draw: (group) =>
        html`${channelMark(channels.find(({ id }) => id === group.channel))}${name(group)}`,
      sort: name,
    },
    ...labels.map((label, i) => ({
      key: `step${i}`,
      label: `${i + 1}. ${label}`,
      align: "end",
      draw: (group) => format.number(group.steps[i].count),
      sort: (group) => count(group.steps[i]),
    })),
    {
      key: "rate",
      label: t("funnel.rate"),
      align: "end",
      draw: (group) => share(last(group)),
      sort: last,
    },
  ];
  return html`<ag-table .caption=${t("funnel.groups")} .columns=${columns} .rows=${funnel.groups}></ag-table>`;
}

function notes(funnel) {
  const fresh = funnel.freshness ?? {};
  const checks = funnel.checks ?? [];
  const failed = checks.filter(({ result }) => result !== "PASSED");
  return html`<section class="report-notes" aria-label=${t("report.notes")}>
    ${fresh.complete
      ? html`<p>${t("report.complete", { time: format.dateTime(fresh.appliedTime) })}</p>`
      : notice(t("report.pending", { n: Number(fresh.pendingSegments ?? 0) }), "warn")}
    ${failed.length
      ? notice(t("funnel.unproved"), "bad")
      : html`<p>${t("funnel.proved", { n: checks.length })}</p>`}
    <p>${t("funnel.rules")} ${t("report.zone", { zone: funnel.timeZone ?? "" })}</p>
    ${Number(funnel.openCount ?? 0)
      ? html`<p>${t("funnel.open", { n: format.number(funnel.openCount) })}</p>`
      : nothing}
    ${Number(funnel.mergedCount ?? 0)
      ? html`<p>${t("funnel.merged", { n: format.number(funnel.mergedCount) })}</p>`
      : nothing}
    ${funnel.anonymous ? html`<p>${t("funnel.anonymousNote")}</p>` : nothing}
    ${funnel.otherNote ? html`<p>${t("funnel.otherNote")}</p>` : nothing}
    <p>${t("funnel.read", { n: format.number(funnel.readCount) })}</p>
  </section>`;
}

/** `labels` names the steps. */
export function funnelResult(funnel, labels, channels) {
  const nobody = !count(funnel.steps?.[0]) && !count(funnel.anonymous?.steps?.[0]);
  if (nobody) {
    return html`${panel("", emptyState({ title: t("funnel.none"), text: t("funnel.noneText") }))}
    ${notes(funnel)}`;
  }
  return html`${panel(t("funnel.bars"), bars(funnel, labels))}
  ${panel(t("funnel.table"), stepTable(funnel, labels), { kind: "flush" })}
  ${funnel.groups?.length
    ? panel(t("funnel.groups"), groupTable(funnel, labels, channels), { kind: "flush" })
    : nothing}
  ${notes(funnel)}`;
}
