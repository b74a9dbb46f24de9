// A list that is read page by page, the next one at a push of a button.

import { html, nothing } from "lit";
import { t } from "../i18n.js";
import { button } from "./button.js";
import { problemBox, skeleton } from "./states.js";

export class Pager {
  items = null;
  problem = null;
  busy = false;
  #next = "";
  #run = 0;
  #host;
  #fetch;

  /** `fetch(pageToken)` answers `{items, next}`. */
  constructor(host, fetch) {
    this.#host = host;
    this.#fetch = fetch;
  }

  get hasMore() {
    return this.#next !== "";
  }

  /** Reads the first page anew; what is shown stays until it is there. */
  restart() {
    return this.#read("", []);
  }

  reset() {
    this.items = null;
    return this;
  }

  further() {
    return this.busy ? undefined : this.#read(this.#next, this.items);
  }

  async #read(token, before) {
    const run = ++this.#run;
    this.busy = true;
    this.problem = null;
    this.#host.requestUpdate();
    try {
      const { items = [], next = "" } = await this.#fetch(token);
      if (run === this.#run) {
        this.items = [...before, ...items];
        this.#next = next;
      }
    } catch (problem) {
      if (run === this.#run) {
        this.problem = problem;
      }
    }
    if (run === this.#run) {
      this.busy = false;
      this.#host.requestUpdate();
    }
  }
}

/** Draws the items, or what stands in for them, and the button for more. */
export function paged(pager, draw, none) {
  if (pager.problem) {
    return problemBox(pager.problem, () => pager.restart());
  }
  if (pager.items === null) {
    return skeleton(6);
  }
  if (!pager.items.length) {
    return none;
  }
  const more = button({
    label: t("table.more"),
    busy: pager.busy,
    onClick: () => pager.further(),
  });
  return html`${draw(pager.items)}${pager.hasMore ? html`<div class="row more">${more}</div>` : nothing}`;
}
