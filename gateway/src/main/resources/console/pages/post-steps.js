// What can be done with a post in its state, and what happened to it.

import { html, nothing } from "lit";
import { t } from "../i18n.js";
import { button, linkButton } from "../kit/button.js";
import { field, formBody } from "../kit/field.js";
import * as format from "../kit/format.js";
import { copy } from "./copy.js";

const WRITERS = ["OWNER", "PLANNER", "COMMUNITY_MANAGER"];
const APPROVERS = ["OWNER", "PLANNER", "CLIENT_VIEWER"];
const HOLDERS = [...WRITERS, "CLIENT_VIEWER"];

const submit = { step: "submit", roles: WRITERS, kind: "primary" };
const approve = { step: "approve", roles: APPROVERS, kind: "primary" };
const reject = { step: "reject", roles: APPROVERS, asks: "reason" };
const schedule = { step: "schedule", roles: WRITERS, kind: "primary" };
const hold = { step: "hold", roles: HOLDERS, asks: "reason" };
const resume = { step: "resume", roles: ["OWNER", "PLANNER"], kind: "primary" };
const publish = { step: "publish", roles: WRITERS, kind: "primary", asks: "url" };

const STEPS = {
  DRAFT: [submit],
  IN_REVIEW: [approve, reject],
  APPROVED: [schedule, hold, reject],
  SCHEDULED: [publish, hold],
  HELD: [resume],
};

export const stepsOf = (post) => STEPS[post.state] ?? [];

/** Asks for the reason, or for the address under which a post can be seen. */
export const stepForm = (form, step, { action, cancel }) =>
  formBody(form, {
    content:
      step === "publish"
        ? field(form, {
            name: "url",
            label: t("post.url"),
            hint: t("post.urlHint"),
            type: "url",
            placeholder: "https://",
            required: true,
            check: (value) => (/^https?:\/\/[^\s/]+\S*$/.test(value) ? "" : t("rule.url")),
          })
        : field(form, {
            name: "reason",
            label: t(`post.reason.${step}`),
            type: "textarea",
            rows: 3,
            required: true,
          }),
    action,
    submit: t(`post.step.${step}`),
    cancel,
  });

/** The text to put out by hand, ready to copy. */
export function finalText(post, channels) {
  if (post.state !== "SCHEDULED" || !post.finalText) {
    return nothing;
  }
  const channel = channels.find(({ name }) => name === post.channel);
  return html`<section class="stack">
    <h3>${t("post.handOff")}</h3>
    <p class="final-text">${post.finalText}</p>
    <div class="row">
      ${button({ label: t("copy.text"), icon: "copy", onClick: () => copy(post.finalText) })}
      ${channel?.url
        ? linkButton({ label: t("post.openChannel"), to: channel.url, external: true })
        : nothing}
    </div>
  </section>`;
}

export const publication = (post) =>
  post.publication
    ? html`<p>
        ${t("post.publishedAt", { time: format.dateTime(post.publication.publishTime) })}
        <a href=${post.publication.url} target="_blank" rel="noopener noreferrer"
          >${post.publication.url}</a
        >
      </p>`
    : nothing;

export const history = (post) =>
  html`<details>
    <summary>${t("post.history")}</summary>
    <ol class="history">
      ${[...(post.history ?? [])]
        .reverse()
        .map(
          (event) =>
            html`<li>
              <span class="soft">${format.dateTime(event.time)}</span>
              ${t(`post.event.${event.kind}`)}${event.comment ? `: ${event.comment}` : ""}
            </li>`,
        )}
    </ol>
  </details>`;
