// How much a key may call, and what the month has used.

import { html } from "lit";
import { t } from "../i18n.js";
import { field } from "../kit/field.js";
import * as format from "../kit/format.js";

const MOST_A_MINUTE = 1_000_000;
const MOST_A_MONTH = 1_000_000_000_000;

const LIMITS = [
  ["rateLimit", MOST_A_MINUTE],
  ["monthlyQuota", MOST_A_MONTH],
  ["monthlyEventQuota", MOST_A_MONTH],
];

export const LIMIT_MASK = LIMITS.map(([name]) => name).join(",");

/** Empty fields stand for what the installation grants to every key. */
export const limitValues = (key) =>
  Object.fromEntries(
    LIMITS.map(([name]) => [name, Number(key[name] ?? 0) > 0 ? String(key[name]) : ""]),
  );

export const limitBody = (values) =>
  Object.fromEntries(LIMITS.map(([name]) => [name, values[name] || "0"]));

export const limitFields = (form) =>
  LIMITS.map(([name, most]) =>
    field(form, {
      name,
      label: t(`keys.${name}`),
      hint: t(`keys.${name}Hint`),
      type: "number",
      inputmode: "numeric",
      min: 0,
      max: most,
      step: 1,
      check: (value) =>
        /^\d+$/.test(value) && Number(value) <= most
          ? ""
          : t("rule.between", { a: 0, b: format.number(most) }),
    }),
  );

const used = (count, quota) =>
  Number(quota ?? 0) > 0
    ? t("keys.used", { count: format.number(count ?? 0), quota: format.number(quota) })
    : t("keys.noQuota");

export const callsUsed = (key) => used(key.usage?.callCount, key.usage?.callQuota);

export const usageFacts = (key) =>
  html`<dt>${t("keys.calls")}</dt>
    <dd>${callsUsed(key)}</dd>
    <dt>${t("keys.events")}</dt>
    <dd>${used(key.usage?.eventCount, key.usage?.eventQuota)}</dd>
    ${key.usage?.resetTime
      ? html`<dt>${t("keys.reset")}</dt>
          <dd>${format.numericDay(key.usage.resetTime.slice(0, 10))}</dd>`
      : ""}`;
