// How a lead and a person are called when a part of the name is missing.

import { t } from "../i18n.js";

export const leadName = (lead) =>
  lead.fullName ||
  [lead.givenName, lead.familyName].filter(Boolean).join(" ") ||
  lead.company ||
  lead.email ||
  lead.phone ||
  t("lead.nameless");

export const personName = (person) =>
  person.fullName ||
  [person.title, person.givenName, person.familyName].filter(Boolean).join(" ") ||
  person.emails?.[0]?.address ||
  t("lead.nameless");
