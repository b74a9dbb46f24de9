// What a new key is made of.

import { html } from "lit";
import { addDays, ownZone, today } from "../days.js";
import { t } from "../i18n.js";
import { checks, field } from "../kit/field.js";
import { ROLES, roleOptions } from "./access.js";
import { limitFields } from "./key-limits.js";

const LONGEST_DAYS = 365;

/** What partners usually do; docs/access.md has every scope. */
const SCOPES = [
  "leads.write",
  "leads.read",
  "orders.write",
  "orders.read",
  "events.write",
  "costs.write",
  "people.read",
  "posts.read",
  "links.read",
  "reports.read",
  "rawRecords.read",
];

export function keyFields(form, clients) {
  const { role } = form.values;
  const now = today(ownZone());
  return html`${field(form, {
    name: "name",
    label: t("keys.name"),
    hint: t("keys.nameHint"),
    path: "displayName",
    required: true,
  })}
  ${field(form, {
    name: "role",
    label: t("users.role"),
    type: "select",
    options: roleOptions(ROLES.filter((one) => one !== "OWNER")),
    hint: t(`role.${role}.hint`),
    required: true,
  })}
  ${checks({
    name: "clients",
    label: t("keys.clients"),
    hint: t("keys.clientsHint"),
    options: clients.map((client) => [client.name, client.displayName]),
    values: form.values.clients,
    onChange: (values) => form.set("clients", values),
  })}
  ${checks({
    name: "scopes",
    label: t("keys.scopes"),
    hint: t("keys.scopesHint"),
    options: SCOPES.map((scope) => [scope, scope]),
    values: form.values.scopes,
    onChange: (values) => form.set("scopes", values),
  })}
  ${field(form, {
    name: "end",
    label: t("keys.end"),
    type: "date",
    path: "expireTime",
    min: addDays(now, 1),
    max: addDays(now, LONGEST_DAYS),
    required: true,
  })}
  ${limitFields(form)}`;
}
