// What all pages share: the route as a property, a heading that gets the focus, a fresh load when the
// route or the session changes.

import { html, nothing } from "lit";
import { session } from "../session.js";
import { changes } from "../store.js";
import { View } from "../kit/view.js";

export class Page extends View {
  static properties = { route: { attribute: false } };

  #reload = () => session.user && this.load();

  connectedCallback() {
    super.connectedCallback();
    session.addEventListener("change", this.#reload);
    changes.addEventListener("change", this.#reload);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    session.removeEventListener("change", this.#reload);
    changes.removeEventListener("change", this.#reload);
  }

  willUpdate(changed) {
    if (changed.has("route")) {
      this.routed(changed.get("route"));
    }
  }

  /** Called when the address changed. */
  routed() {
    this.load();
  }

  /** Called when everything shown has to be read again. */
  load() {}

  get clientId() {
    return this.route.id;
  }
}

export const pageHead = (title, { sub, actions } = {}) =>
  html`<div class="page-head">
    <div>
      <h1 tabindex="-1">${title}</h1>
      ${sub ? html`<p class="soft">${sub}</p>` : nothing}
    </div>
    ${actions ? html`<div class="row">${actions}</div>` : nothing}
  </div>`;

export const panel = (title, content, { actions, kind = "" } = {}) =>
  html`<section class="panel ${kind}">
    ${title || actions
      ? html`<div class="panel-head">
          <h2>${title}</h2>
          ${actions ? html`<div class="row">${actions}</div>` : nothing}
        </div>`
      : nothing}
    ${content}
  </section>`;

/** The colour and the name of a channel. */
export const channelMark = (channel) =>
  html`<span class="dot" .style=${`--channel: var(--channel-${channel?.color ?? 8})`}></span>`;
