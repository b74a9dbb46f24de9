// Buttons, links that look like buttons, and badges.

import { html, nothing } from "lit";
import { icon } from "./icons.js";

/** `kind` is primary, plain, quiet or danger; `busy` keeps the width and refuses a second click. */
export function button({
  label,
  onClick,
  kind = "plain",
  type = "button",
  icon: name,
  iconOnly = false,
  busy = false,
  disabled = false,
  pressed,
  small = false,
}) {
  return html`<button
    type=${type}
    class="button ${kind} ${small ? "small" : ""} ${iconOnly ? "icon-only" : ""}"
    aria-label=${iconOnly ? label : nothing}
    title=${iconOnly ? label : nothing}
    aria-pressed=${pressed ?? nothing}
    aria-busy=${busy ? "true" : nothing}
    ?disabled=${disabled}
    @click=${(event) => {
      if (busy) {
        event.preventDefault();
      } else {
        onClick?.(event);
      }
    }}
  >
    ${name ? icon(name) : nothing}${iconOnly ? nothing : html`<span>${label}</span>`}
  </button>`;
}

export const linkButton = ({ label, to, kind = "plain", icon: name, external = false }) =>
  html`<a
    class="button ${kind}"
    href=${to}
    target=${external ? "_blank" : nothing}
    rel=${external ? "noopener noreferrer" : nothing}
    >${name ? icon(name) : nothing}<span>${label}</span></a
  >`;

/** `tone` is neutral, info, good, warn or bad. */
export const badge = (label, tone = "neutral") => html`<span class="badge ${tone}">${label}</span>`;
