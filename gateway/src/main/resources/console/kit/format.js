// Numbers, money and time in the language of the page.

import { language } from "../settings.js";

const LOCALES = { de: "de-DE", en: "en-GB" };
const cache = new Map();

function formatter(kind, options) {
  const key = `${kind} ${language()} ${JSON.stringify(options)}`;
  if (!cache.has(key)) {
    cache.set(key, new Intl[kind](LOCALES[language()], options));
  }
  return cache.get(key);
}

export const number = (value, digits = 0) =>
  formatter("NumberFormat", { maximumFractionDigits: digits }).format(Number(value ?? 0));

export const compact = (value) =>
  formatter("NumberFormat", { notation: "compact", maximumFractionDigits: 1 }).format(value);

export const percent = (ratio, digits = 0) =>
  formatter("NumberFormat", {
    style: "percent",
    maximumFractionDigits: digits,
    signDisplay: "exceptZero",
  }).format(ratio);

const digitsOf = (currency) =>
  formatter("NumberFormat", { style: "currency", currency }).resolvedOptions()
    .maximumFractionDigits;

/** The amount in major units, for plots and inputs; never for sums. */
export const major = (money) =>
  money ? Number(money.minorUnits ?? 0) / 10 ** digitsOf(money.currencyCode) : 0;

export const minor = (amount, currency) => String(Math.round(amount * 10 ** digitsOf(currency)));

export function money(value, { whole = false } = {}) {
  if (!value?.currencyCode) {
    return "–";
  }
  return formatter("NumberFormat", {
    style: "currency",
    currency: value.currencyCode,
    ...(whole ? { maximumFractionDigits: 0, minimumFractionDigits: 0 } : {}),
  }).format(major(value));
}

/** An exchange rate as published, with four places at least. */
export const rate = (value) =>
  formatter("NumberFormat", { minimumFractionDigits: 4, maximumFractionDigits: 10 }).format(value);

/** A number as people write it in either language; not a number where it is none. */
export function parse(text) {
  const plain = String(text).replace(/[\s\u00a0']/g, "");
  const comma = plain.lastIndexOf(",");
  const point = plain.lastIndexOf(".");
  const whole = comma > point ? plain.replace(/\./g, "").replace(",", ".") : plain.replace(/,/g, "");
  return whole === "" ? NaN : Number(whole);
}

export const hours = (minutes) => `${number(Number(minutes ?? 0) / 60, 1)} h`;

export function duration(minutes) {
  const whole = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return [whole ? `${whole} h` : "", rest || !whole ? `${rest} min` : ""].filter(Boolean).join(" ");
}

/** A calendar day, by default with its weekday. */
export const day = (value, options = { weekday: "short", day: "numeric", month: "short" }) =>
  value
    ? formatter("DateTimeFormat", { timeZone: "UTC", ...options }).format(new Date(`${value}T00:00:00Z`))
    : "–";

export const fullDay = (value) =>
  day(value, { weekday: "long", day: "numeric", month: "long", year: "numeric" });

export const numericDay = (value) =>
  day(value, { day: "2-digit", month: "2-digit", year: "numeric" });

export const month = (value) => day(value, { month: "long", year: "numeric" });

export const dateTime = (instant, timeZone) =>
  instant
    ? formatter("DateTimeFormat", { dateStyle: "medium", timeStyle: "short", timeZone }).format(
        new Date(instant),
      )
    : "–";

/** The time of day to the second, where the reader is. */
export const clock = (instant) =>
  formatter("DateTimeFormat", { timeStyle: "medium" }).format(new Date(instant));

/** How long ago, in the largest fitting unit. */
export function ago(instant) {
  const seconds = (Date.parse(instant) - Date.now()) / 1000;
  const relative = formatter("RelativeTimeFormat", { numeric: "auto" });
  for (const [unit, size] of [["day", 86400], ["hour", 3600], ["minute", 60]]) {
    if (Math.abs(seconds) >= size) {
      return relative.format(Math.trunc(seconds / size), unit);
    }
  }
  return relative.format(0, "minute");
}
