// What all elements of the console share: light DOM, so that labels, styles and printing work across
// elements, and a new rendering when language, theme or session change.

import { LitElement } from "lit";
import { session } from "../session.js";
import { settings } from "../settings.js";

export class View extends LitElement {
  #again = () => this.requestUpdate();

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    settings.addEventListener("change", this.#again);
    session.addEventListener("change", this.#again);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    settings.removeEventListener("change", this.#again);
    session.removeEventListener("change", this.#again);
  }
}

/** Loads something for a view and remembers how that went; a newer run makes an older one void. */
export class Loader {
  status = "idle";
  data = null;
  problem = null;
  #host;
  #fetch;
  #abort = null;

  constructor(host, fetch) {
    this.#host = host;
    this.#fetch = fetch;
  }

  async run() {
    this.#abort?.abort();
    const abort = new AbortController();
    this.#abort = abort;
    this.status = this.data === null ? "loading" : "refreshing";
    this.#host.requestUpdate();
    try {
      const data = await this.#fetch(abort.signal);
      if (this.#abort === abort) {
        Object.assign(this, { data, problem: null, status: "done" });
      }
    } catch (problem) {
      if (this.#abort === abort) {
        Object.assign(this, { problem, status: "failed" });
      }
    }
    this.#host.requestUpdate();
  }

  /** Forgets what was loaded, so that the next run shows a skeleton instead of old data. */
  reset() {
    this.data = null;
    return this;
  }
}
