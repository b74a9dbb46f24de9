// Why a row of an export was refused, in the language of the page.

import { t } from "../i18n.js";

const EXPECTED = [
  [/^every row once$/, "spend.why.once"],
  [/^([A-Z]{3}), as before$/, "spend.why.currency.before"],
  [/^a day written (.+)$/, "spend.why.day"],
  [/^2000-01-01 to tomorrow$/, "spend.why.range"],
  [/^one day a row/, "spend.why.oneDay"],
  [/^a currency such as EUR/, "spend.why.currency"],
  [/^a number, zero or more, with a decimal (.)$/, "spend.why.number"],
  [/^the same columns for account/, "spend.why.levels"],
];

/** What was expected; the service's own words where we know none. */
export function expectedText(expected) {
  for (const [pattern, key] of EXPECTED) {
    const match = expected.match(pattern);
    if (match) {
      return t(key, { a: match[1] });
    }
  }
  return expected;
}

export const valueText = (value) =>
  value === "the same row again" ? t("spend.why.same") : value || "–";
