// The plots of a report as ECharts options. Channels keep their colour everywhere.

import { t } from "../i18n.js";
import { tokens } from "../kit/chart.js";
import * as format from "../kit/format.js";
import { groupLabel, periodLabel, readFigure } from "./report-table.js";

const NAMES = [0, 1, 2, 3, 4, 5, 6, 7, 8].map((index) => `channel-${index}`);
const SERIES_MAX = 8;
const WIDE = 640;

function drawFigure(plot, currency) {
  if (plot === "minutes") {
    return (value) => format.hours(value * 60);
  }
  return plot === "netRevenue" || plot === "netRevenuePerHour"
    ? (value) => format.money({ minorUnits: format.minor(value, currency), currencyCode: currency })
    : (value) => format.number(value, 1);
}

const plotted = (figures, plot) =>
  plot === "minutes" ? readFigure(figures, plot) / 60 : readFigure(figures, plot);

const axis = (line, text, narrow = false) => ({
  type: "value",
  splitNumber: narrow ? 2 : 3,
  axisLabel: {
    color: text,
    formatter: (value) => format.compact(value),
    hideOverlap: true,
    showMaxLabel: narrow ? false : null,
  },
  splitLine: { lineStyle: { color: line } },
});

/** Euros, leads, hours and euros an hour side by side, one row a channel. */
export function plotByChannel({ rows, by, names: known, currency }) {
  const palette = tokens(NAMES);
  const [text, soft, line, accent] = tokens(["text", "text-soft", "line", "accent"]);
  const plots = ["netRevenue", "leads", "minutes", "netRevenuePerHour"];
  const best = [...rows]
    .sort((a, b) => plotted(b.figures, "netRevenue") - plotted(a.figures, "netRevenue"))
    .slice(0, 20)
    .reverse();
  const names = best.map((row) => groupLabel(row, by, known));
  const colorOf = (row) =>
    by === "channel" ? palette[known.channels.find(({ id }) => id === row.channel)?.color ?? 8] : accent;
  const narrow = innerWidth < WIDE;
  const shown = narrow ? plots.slice(0, 3) : plots;
  const left = narrow ? 30 : 18;
  const step = (100 - left) / shown.length;
  return {
    title: shown.map((plot, i) => ({
      text: t(`figure.${plot === "netRevenuePerHour" ? "perHour" : plot}`),
      left: `${left + i * step}%`,
      top: 0,
      textStyle: {
        color: text,
        fontSize: narrow ? 10 : 12,
        fontWeight: 600,
        width: (Math.min(innerWidth, 1100) * (narrow ? 0.7 : 0.8) * step) / 100,
        overflow: "truncate",
      },
    })),
    grid: shown.map((_, i) => ({
      left: `${left + i * step}%`,
      width: `${step - 3}%`,
      top: 30,
      bottom: 28,
      containLabel: false,
    })),
    tooltip: tooltip(soft),
    xAxis: shown.map((plot, i) => ({ ...axis(line, soft, narrow), gridIndex: i })),
    yAxis: shown.map((_, i) => ({
      type: "category",
      gridIndex: i,
      data: names,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: line } },
      axisLabel: { show: i === 0, color: text, width: narrow ? 90 : 150, overflow: "truncate" },
    })),
    series: shown.map((plot, i) => ({
      type: "bar",
      name: t(`figure.${plot === "netRevenuePerHour" ? "perHour" : plot}`),
      xAxisIndex: i,
      yAxisIndex: i,
      barMaxWidth: 18,
      tooltip: { valueFormatter: drawFigure(plot, currency) },
      data: best.map((row) => ({
        value: plotted(row.figures, plot),
        itemStyle: { color: colorOf(row), borderRadius: 2 },
      })),
    })),
  };
}

/** One figure, stacked by channel, over days, weeks or months. */
export function plotOverTime({ rows, by, names: known, currency, granularity, plot }) {
  const palette = tokens(NAMES);
  const [text, soft, line] = tokens(["text", "text-soft", "line"]);
  const periods = [...new Set(rows.map(({ startDate }) => startDate))];
  const groups = new Map();
  for (const row of rows) {
    const key = by === "none" ? "" : row.other ? "\u0000" : (row[by] ?? "");
    const group = groups.get(key) ?? { row, values: new Map(), sum: 0 };
    const value = plotted(row.figures, plot);
    group.values.set(row.startDate, value);
    group.sum += value;
    groups.set(key, group);
  }
  const ordered = [...groups.values()].sort((a, b) => b.sum - a.sum);
  const shown = ordered.slice(0, SERIES_MAX);
  const rest = ordered.slice(SERIES_MAX);
  const valueOf = (list, period) => list.reduce((sum, g) => sum + (g.values.get(period) ?? 0), 0);
  const series = (name, color, list) => ({
    type: "bar",
    stack: "all",
    name,
    barMaxWidth: 40,
    itemStyle: { color },
    tooltip: { valueFormatter: drawFigure(plot, currency) },
    data: periods.map((period) => valueOf(list, period)),
  });
  const colorOf = (row, index) =>
    by === "channel" ? (known.channels.find(({ id }) => id === row.channel)?.color ?? 8) : index % 8;
  return {
    legend: { type: "scroll", top: 0, textStyle: { color: text }, show: by !== "none" },
    grid: { left: 8, right: 8, top: 40, bottom: 8, containLabel: true },
    tooltip: tooltip(soft),
    xAxis: {
      type: "category",
      data: periods.map((period) => periodLabel(period, granularity)),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: line } },
      axisLabel: { color: soft, hideOverlap: true },
    },
    yAxis: axis(line, soft),
    series: [
      ...shown.map((group, i) =>
        series(groupLabel(group.row, by, known), palette[colorOf(group.row, i)], [group]),
      ),
      ...(rest.length ? [series(t("report.rest"), palette[8], rest)] : []),
    ],
  };
}

const tooltip = (soft) => {
  const [text, surface, line] = tokens(["text", "surface", "line"]);
  return {
    renderMode: "richText",
    trigger: "axis",
    axisPointer: { type: "shadow", shadowStyle: { color: soft, opacity: 0.1 } },
    backgroundColor: surface,
    borderColor: line,
    confine: true,
    textStyle: { color: text, fontSize: 12 },
  };
};
