// What the pages about rights share: roles and clients in words, and a text that is shown once.

import { html } from "lit";
import { idOf } from "../api.js";
import { t } from "../i18n.js";
import { badge, button } from "../kit/button.js";
import { notice } from "../kit/states.js";
import { copy } from "./copy.js";

export const ROLES = [
  "OWNER",
  "PLANNER",
  "COMMUNITY_MANAGER",
  "SALES",
  "ANALYST",
  "CLIENT_VIEWER",
  "PARTNER",
];

export const roleOptions = (roles = ROLES) => roles.map((role) => [role, t(`role.${role}`)]);

/** Clients as options of a choice; `clients/-` stands for all. */
export const clientOptions = (clients) => [
  ["clients/-", t("shell.allClients")],
  ...clients.map((client) => [client.name, client.displayName]),
];

export const clientName = (name, clients) =>
  name === "clients/-"
    ? t("shell.allClients")
    : (clients.find((client) => client.name === name)?.displayName ?? idOf(name));

/** Roles on clients, one a line. */
export const grantLines = (grants, clients) =>
  grants?.length
    ? html`<ul class="lines">
        ${grants.map(
          (grant) =>
            html`<li>
              ${t(`role.${grant.role}`)} <span class="soft">· ${clientName(grant.client, clients)}</span>
            </li>`,
        )}
      </ul>`
    : html`<span class="soft">${t("access.nothing")}</span>`;

export const passwordLink = (token) =>
  `${location.origin}/console/#/password?token=${encodeURIComponent(token)}`;

export const userBadge = (user) =>
  user.state === "DISABLED"
    ? badge(t("users.disabled"))
    : user.passwordSet
      ? badge(t("users.active"), "good")
      : badge(t("users.invited"), "warn");

const TONES = { ACTIVE: "good", EXPIRED: "warn", REVOKED: "neutral" };

export const keyBadge = (key) => badge(t(`keys.state.${key.state}`), TONES[key.state]);

/** A secret that is never shown again, with a button that copies it. */
export const shownOnce = ({ text, label, warning, done }) =>
  html`<div class="stack">
    ${notice(html`<p>${warning}</p>`, "warn")}
    <div class="field">
      <label for="shown-once">${label}</label>
      <textarea
        id="shown-once"
        class="secret"
        readonly
        rows=${Math.max(4, text.split("\n").length)}
        .value=${text}
        @focus=${(event) => event.target.select()}
      ></textarea>
    </div>
    <div class="row">
      ${button({ label: t("copy.label"), icon: "copy", kind: "primary", onClick: () => copy(text) })}
      ${button({ label: t("access.kept"), onClick: done })}
    </div>
  </div>`;
