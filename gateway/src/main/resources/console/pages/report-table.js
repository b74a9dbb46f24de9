// The columns of a report.

import { html, nothing } from "lit";
import { t } from "../i18n.js";
import * as format from "../kit/format.js";
import { href } from "../router.js";
import { isMoney } from "./figure-names.js";
import { channelMark } from "./page.js";

/** A figure as a number: counts as they are, minutes as minutes, money in major units. */
export const readFigure = (figures, key) =>
  isMoney(key) ? format.major(figures[key]) : Number(figures[key] ?? 0);

export function groupLabel(row, by, { channels, posts }) {
  if (row.other) {
    return t("report.other");
  }
  if (by === "none") {
    return t("report.all");
  }
  const key = row[by];
  if (!key) {
    return by === "channel" ? t("report.direct") : t("report.nothing");
  }
  if (by === "post") {
    const { title = key, plannedLocalTime = "" } = posts.get(key) ?? {};
    const day = plannedLocalTime.slice(0, 10);
    return day ? `${format.day(day, { day: "numeric", month: "short" })} ${title}` : title;
  }
  return by === "channel" ? (channels.find(({ id }) => id === key)?.label ?? key) : key;
}

export function periodLabel(day, granularity) {
  if (granularity === "MONTH") {
    return format.day(day, { month: "short", year: "numeric" });
  }
  return format.day(day, { day: "numeric", month: "short" });
}

function period(granularity) {
  return {
    key: "period",
    label: t("report.period"),
    sort: (row) => row.startDate,
    draw: (row) => (row.total ? t("report.total") : periodLabel(row.startDate, granularity)),
  };
}

function group(by, names, client, first) {
  const label = (row) => groupLabel(row, by, names);
  const draw = (row) => {
    const channel = by === "channel" && names.channels.find(({ id }) => id === row.channel);
    const post = by === "post" && names.posts.get(row.post);
    return post
      ? html`<a class="clip" href=${href("calendar", client, { post: row.post })}>${label(row)}</a>`
      : html`<span class="nowrap">${channel ? channelMark(channel) : nothing}${label(row)}</span>`;
  };
  return {
    key: by,
    label: t(`report.by.${by}`),
    sort: label,
    draw: (row) => (row.total ? (first ? t("report.total") : "") : draw(row)),
  };
}

function figure(key, draw) {
  const read = (row) => readFigure(row.figures ?? {}, key);
  return {
    key,
    label: t(`figure.${key === "netRevenuePerHour" ? "perHour" : key}`),
    align: "end",
    sort: read,
    draw: (row) => draw(row.figures?.[key], row.figures ?? {}),
  };
}

const count = (key) => figure(key, (value) => format.number(value));
const money = (key) => figure(key, (value) => format.money(value));

/** Distinct people, with the error where the number is an estimate. */
const uniques = () =>
  figure("uniqueVisitors", (value, { uniqueVisitorsError: error }) =>
    error > 0
      ? html`<span title=${t("report.error", { percent: format.number(error * 100, 1) })}
          >≈ ${format.number(value)}</span
        >`
      : format.number(value),
  );

/** A larger rise says only that there was nearly nothing before. */
const RATIO_MAX = 10;

/** How net revenue has changed against the days compared with. */
const change = () => {
  const found = (row) =>
    (row.comparison?.changes ?? []).find((one) => one.figure === "net_revenue");
  return {
    key: "change",
    label: t("report.change"),
    align: "end",
    sort: (row) => found(row)?.relative ?? 0,
    draw: (row) => {
      const one = found(row);
      return one === undefined
        ? "–"
        : one.relative === undefined
          ? t("report.newRow")
          : one.relative > RATIO_MAX
            ? `> ${RATIO_MAX} ×`
            : format.percent(one.relative);
    },
  };
};

export function columnsOf({ granularity, by, names, client, comparison }) {
  const timed = granularity !== "TOTAL";
  const labels = [
    ...(timed ? [period(granularity)] : []),
    ...(by !== "none" || !timed ? [group(by, names, client, !timed)] : []),
  ];
  return [
    ...labels,
    money("netRevenue"),
    ...(comparison === "NONE" ? [] : [change()]),
    count("leads"),
    figure("minutes", (value) => format.hours(value)),
    money("netRevenuePerHour"),
    count("orders"),
    money("margin"),
    money("labourCost"),
    money("adCost"),
    count("visits"),
    uniques(),
    count("clicks"),
    count("posts"),
  ];
}

export function save(blob, fileName) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

