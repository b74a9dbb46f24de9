// Figures by the name that the interface gives them, in words and with their unit.

import { t } from "../i18n.js";
import * as format from "../kit/format.js";

const MONEY = new Set([
  "estimatedLeadValue",
  "revenue",
  "refunds",
  "netRevenue",
  "adCost",
  "labourCost",
  "margin",
  "netRevenuePerHour",
]);
/** True for a figure of Figures that is money. */
export const isMoney = (name) => MONEY.has(name);

const MINUTES = new Set(["minutes", "unratedMinutes"]);

const key = (figure) =>
  (figure ?? "")
    .replace(/^network\./, "")
    .replace(/_([a-z])/g, (whole, letter) => letter.toUpperCase());

/** The name of a figure such as `net_revenue` or `network.likes`. */
export function figureName(figure) {
  if (figure?.startsWith("network.")) {
    return t(`insight.${key(figure)}`);
  }
  return t(`figure.${key(figure) === "netRevenuePerHour" ? "perHour" : key(figure)}`);
}

/** A value of a figure, money in minor units. */
export function figureText(figure, value, currencyCode, options = {}) {
  const name = key(figure);
  const signed = options.signed && Number(value) > 0 ? "+" : "";
  if (!figure?.startsWith("network.") && isMoney(name)) {
    return signed + format.money({ minorUnits: String(value ?? 0), currencyCode });
  }
  return signed + (MINUTES.has(name) ? format.hours(value) : format.number(value));
}
