// What was paid and what the networks say: by hand, by import, and the rates between currencies.

import { html } from "lit";
import { t } from "../i18n.js";
import { loaded } from "../kit/states.js";
import { tabs } from "../kit/tabs.js";
import { Loader } from "../kit/view.js";
import { href } from "../router.js";
import { channels, client } from "../store.js";
import "./cost-list.js";
import "./insight-list.js";
import { Page, pageHead } from "./page.js";
import "./rate-list.js";
import "./spend-imports.js";

const TABS = ["costs", "imports", "insights", "rates"];

class Costs extends Page {
  #frame = new Loader(this, async () => {
    const [owner, all] = await Promise.all([client(this.clientId), channels(this.clientId)]);
    return { owner, channels: all };
  });

  routed(before) {
    if (before?.id !== this.clientId) {
      this.#frame.reset();
      this.load();
    }
  }

  load() {
    if (this.clientId) {
      this.#frame.run();
    }
  }

  #tab(tab, frame) {
    switch (tab) {
      case "imports":
        return html`<ag-spend-imports .route=${this.route} .frame=${frame}></ag-spend-imports>`;
      case "insights":
        return html`<ag-insight-list .route=${this.route} .frame=${frame}></ag-insight-list>`;
      case "rates":
        return html`<ag-rate-list .route=${this.route} .frame=${frame}></ag-rate-list>`;
      default:
        return html`<ag-cost-list .route=${this.route} .frame=${frame}></ag-cost-list>`;
    }
  }

  render() {
    const wanted = this.route.query.get("tab");
    const tab = TABS.includes(wanted) ? wanted : "costs";
    return html`<div class="page">
      ${pageHead(t("nav.costs"), { sub: this.#frame.data?.owner.displayName ?? "" })}
      ${tabs({
        label: t("costs.sections"),
        current: tab,
        items: TABS.map((key) => ({
          key,
          text: t(`costs.tab.${key}`),
          to: href("costs", this.clientId, { tab: key }),
        })),
      })}
      ${loaded(this.#frame, (frame) => this.#tab(tab, frame))}
    </div>`;
  }
}

customElements.define("ag-costs", Costs);
