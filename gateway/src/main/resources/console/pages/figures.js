// The key figures of a report as a row of numbers, with the change against the time before.

import { html, nothing } from "lit";
import { t } from "../i18n.js";
import * as format from "../kit/format.js";
import { icon } from "../kit/icons.js";

/** A larger rise says only that there was nearly nothing before. */
const RATIO_MAX = 10;
const COUNTS = ["visits", "leads", "orders", "minutes"];
const MONEY = ["netRevenue", "adCost", "labourCost"];

/** Sums counts over all, money apart for each currency. */
export function sumFigures(parts, when) {
  const sum = { money: {} };
  for (const { [when]: figures } of parts) {
    if (!figures) {
      continue;
    }
    for (const key of COUNTS) {
      sum[key] = (sum[key] ?? 0) + Number(figures[key] ?? 0);
    }
    for (const key of MONEY) {
      const amount = figures[key];
      if (amount?.currencyCode) {
        const byCurrency = (sum.money[key] ??= {});
        const before = byCurrency[amount.currencyCode] ?? 0n;
        byCurrency[amount.currencyCode] = before + BigInt(amount.minorUnits ?? 0);
      }
    }
  }
  return sum;
}

const amounts = (byCurrency) =>
  Object.entries(byCurrency ?? {}).map(([currencyCode, minorUnits]) => ({
    currencyCode,
    minorUnits: String(minorUnits),
  }));

/** Euros an hour of everything, only where there is one currency. */
function perHour(sum) {
  const revenue = amounts(sum.money.netRevenue);
  if (revenue.length !== 1 || !sum.minutes) {
    return null;
  }
  const [{ currencyCode, minorUnits }] = revenue;
  const minor = Math.round((Number(minorUnits) * 60) / sum.minutes);
  return { currencyCode, minorUnits: String(minor) };
}

function delta(now, before, goodWhenMore) {
  if (!before) {
    return nothing;
  }
  const ratio = now / before - 1;
  if (ratio > RATIO_MAX) {
    return nothing;
  }
  const plain = Math.abs(ratio) < 0.005 || goodWhenMore === null;
  const tone = plain ? "" : ratio > 0 === goodWhenMore ? "good" : "bad";
  return html`<span class="delta ${tone}"
    >${format.percent(ratio)}<span class="visually-hidden"> ${t("figure.against")}</span></span
  >`;
}

const figure = (label, value, change, { multi = false, failed = false } = {}) =>
  html`<div class="figure ${failed ? "failed" : ""}">
    <dt>
      ${label}
      ${failed
        ? html`<span class="failed-mark" title=${t("proof.mark")}
            >${icon("warning")}<span class="visually-hidden">${t("proof.mark")}</span></span
          >`
        : nothing}
    </dt>
    <dd><span class="value ${multi ? "multi" : ""}">${value}</span> ${change}</dd>
  </div>`;

/** `failed` names the tiles whose proof failed. */
export function figureList(now, before, failed = new Set()) {
  const revenue = amounts(now.money.netRevenue);
  const only = revenue.length === 1 ? revenue[0].currencyCode : "";
  const past = only && before.money.netRevenue?.[only];
  const hourly = perHour(now);
  const hourlyBefore = perHour(before);
  const count = (key, good = true) => delta(now[key] ?? 0, before[key], good);
  return html`<dl class="figures">
    ${figure(
      t("figure.netRevenue"),
      revenue.length ? revenue.map((one) => format.money(one, { whole: true })).join(" + ") : "–",
      only && past ? delta(Number(revenue[0].minorUnits), Number(past), true) : nothing,
      { multi: revenue.length > 1, failed: failed.has("netRevenue") },
    )}
    ${figure(t("figure.leads"), format.number(now.leads), count("leads"), {
      failed: failed.has("leads"),
    })}
    ${figure(t("figure.orders"), format.number(now.orders), count("orders"), {
      failed: failed.has("orders"),
    })}
    ${figure(t("figure.hours"), format.hours(now.minutes), count("minutes", null), {
      failed: failed.has("hours"),
    })}
    ${figure(
      t("figure.perHour"),
      hourly ? format.money(hourly) : "–",
      hourly && hourlyBefore
        ? delta(Number(hourly.minorUnits), Number(hourlyBefore.minorUnits), true)
        : nothing,
      { failed: failed.has("perHour") },
    )}
    ${figure(t("figure.visits"), format.number(now.visits), count("visits"), {
      failed: failed.has("visits"),
    })}
  </dl>`;
}
