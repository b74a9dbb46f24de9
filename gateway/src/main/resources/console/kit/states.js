// What stands in for data: skeleton, nothing there yet, failure.

import { html, nothing } from "lit";
import { t } from "../i18n.js";
import { button } from "./button.js";
import { icon } from "./icons.js";
import { problemText } from "./problems.js";

export const skeleton = (lines = 4) =>
  html`<div class="skeleton" role="status">
    <span class="visually-hidden">${t("state.loading")}</span>
    ${Array.from({ length: lines }, () => html`<div class="bone" aria-hidden="true"></div>`)}
  </div>`;

/** Says what is not there and what to do next. */
export const emptyState = ({ title, text, action }) =>
  html`<div class="empty">
    <p class="empty-title">${title}</p>
    ${text ? html`<p>${text}</p>` : nothing} ${action ?? nothing}
  </div>`;

export const problemBox = (problem, retry) =>
  html`<div class="notice bad" role="alert">
    ${icon("warning")}
    <div>
      <p>${problemText(problem)}</p>
      ${retry ? button({ label: t("state.retry"), onClick: retry, small: true }) : nothing}
    </div>
  </div>`;

/** Draws what a loader has, or what stands in for it. */
export function loaded(loader, draw, { lines = 4 } = {}) {
  if (loader.status === "failed") {
    return problemBox(loader.problem, () => loader.run());
  }
  return loader.data === null ? skeleton(lines) : draw(loader.data);
}

export const notice = (content, tone = "info") => html`<div class="notice ${tone}">${content}</div>`;
