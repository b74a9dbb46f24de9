// The figures of today, which move while one looks. A tab that nobody sees does not watch: browsers
// open six connections to a host, for all tabs together.

import { html, nothing } from "lit";
import { post } from "../api.js";
import { today } from "../days.js";
import { t } from "../i18n.js";
import * as format from "../kit/format.js";
import { View } from "../kit/view.js";
import { watch } from "../live.js";
import { session } from "../session.js";
import { figureList, sumFigures } from "./figures.js";

const ROLES = ["OWNER", "PLANNER", "COMMUNITY_MANAGER", "SALES", "ANALYST"];
const CLIENTS_MAX = 20;

class TodayLive extends View {
  static properties = { clients: { attribute: false }, state: { state: true } };

  #figures = new Map();
  #time = null;
  #watched = "";
  #abort = null;
  #seen = () => (document.hidden ? this.#stop() : this.#start());

  constructor() {
    super();
    this.clients = [];
    this.state = "connecting";
  }

  connectedCallback() {
    super.connectedCallback();
    document.addEventListener("visibilitychange", this.#seen);
    if (this.#watched) {
      this.#start();
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener("visibilitychange", this.#seen);
    this.#stop();
  }

  get #mine() {
    return this.clients.filter(({ id }) => session.may(ROLES, id)).slice(0, CLIENTS_MAX);
  }

  willUpdate() {
    const watched = this.#mine.map(({ id }) => id).join();
    if (watched !== this.#watched) {
      this.#watched = watched;
      this.#figures.clear();
      this.#time = null;
      this.#start();
    }
  }

  #stop() {
    this.#abort?.abort();
    this.#abort = null;
  }

  #start() {
    this.#stop();
    if (!this.#mine.length || document.hidden || !this.isConnected) {
      return;
    }
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    const names = this.#mine.map(({ id }) => `clients/${id}`);
    watch(
      "reports:watchToday",
      { clients: names },
      {
        signal,
        take: ({ client, figures = {} }) => this.#take(client, figures),
        tell: (state) => !signal.aborted && (this.state = state),
        instead: () => Promise.all(this.#mine.map((client) => this.#ask(client, signal))),
      },
    );
  }

  async #ask({ id, timeZone }, signal) {
    const day = today(timeZone);
    const body = { fromDate: day, toDate: day };
    const report = await post(`clients/${id}/reports:query`, body, {}, { signal });
    this.#take(`clients/${id}`, report.totals ?? {});
  }

  #take(client, figures) {
    this.#figures.set(client, figures);
    this.#time = new Date().toISOString();
    this.requestUpdate();
  }

  render() {
    if (!this.#watched) {
      return nothing;
    }
    const parts = [...this.#figures.values()].map((now) => ({ now }));
    const time = this.#time ? format.clock(this.#time) : "–";
    return html`<section class="stack live">
      <div class="row spread">
        <h2>${t("live.title")}</h2>
        <span class="live-state ${this.state}">${t(`live.${this.state}`, { time })}</span>
      </div>
      ${figureList(sumFigures(parts, "now"), { money: {} })}
    </section>`;
  }
}

customElements.define("ag-today-live", TodayLive);
