// The fields of a client with its contract, for creating and changing one.

import { html } from "lit";
import { t } from "../i18n.js";
import { field } from "../kit/field.js";
import { major, minor } from "../kit/format.js";

const slug = (text) =>
  text
    .toLowerCase()
    .replace(/ä/g, "ae")
    .replace(/ö/g, "oe")
    .replace(/ü/g, "ue")
    .replace(/ß/g, "ss")
    .normalize("NFD")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+|-+$/g, "")
    .slice(0, 40);

/** Proposes an id while the name is typed, until somebody types an id. */
export const idFromName = (name, id) => (form, changed) => {
  if (changed === name && !form.touched.has(id)) {
    form.values = { ...form.values, [id]: slug(form.values[name]) };
  }
};

export const slugCheck = (value) => (/^[a-z][a-z0-9-]{1,62}$/.test(value) ? "" : t("rule.slug"));

const amountCheck = (value) => (Number(value) >= 0 ? "" : t("rule.amount"));

export const zoneField = (form) =>
  field(form, {
    name: "zone",
    label: t("client.zone"),
    path: "timeZone",
    required: true,
    suggestions: ["Europe/Berlin", "Europe/Vienna", "Europe/Zurich", "Europe/London"],
    check: (value) => {
      try {
        Intl.DateTimeFormat("en", { timeZone: value });
        return "";
      } catch {
        return t("rule.zone");
      }
    },
  });

export const valuesOf = (client) => ({
  displayName: client.displayName,
  zone: client.timeZone,
  currency: client.currencyCode,
  startDate: client.contract?.startDate ?? "",
  endDate: client.contract?.endDate ?? "",
  retainer: client.contract?.monthlyRetainer ? String(major(client.contract.monthlyRetainer)) : "",
  hours: client.contract?.includedMinutes ? String(client.contract.includedMinutes / 60) : "",
});

export function clientOf(values, before = {}) {
  const contract = {
    ...before.contract,
    startDate: values.startDate ?? "",
    endDate: values.endDate ?? "",
    includedMinutes: Math.round(Number(values.hours || 0) * 60),
  };
  delete contract.monthlyRetainer;
  if (values.retainer) {
    contract.monthlyRetainer = {
      minorUnits: minor(Number(values.retainer), values.currency),
      currencyCode: values.currency,
    };
  }
  return {
    displayName: values.displayName,
    timeZone: values.zone,
    currencyCode: values.currency,
    contract,
  };
}

export const contractFields = (form) =>
  html`${field(form, { name: "startDate", label: t("client.start"), type: "date" })}
  ${field(form, {
    name: "endDate",
    label: t("client.end"),
    type: "date",
    check: (value, all) => (value < all.startDate ? t("rule.endBeforeStart") : ""),
  })}
  ${field(form, {
    name: "retainer",
    label: t("client.retainer", { currency: form.values.currency }),
    path: "monthlyRetainer",
    type: "number",
    min: 0,
    step: "0.01",
    inputmode: "decimal",
    check: amountCheck,
  })}
  ${field(form, {
    name: "hours",
    label: t("client.includedHours"),
    path: "includedMinutes",
    type: "number",
    min: 0,
    max: 1000,
    step: "0.25",
    inputmode: "decimal",
    check: amountCheck,
  })}`;
