// The page of a report as the client sees it. Its style stays in a shadow tree, and only what is
// markup is taken over: the console's policy lets neither styles nor scripts of a page in.

import { LitElement, html } from "lit";
import { blob } from "../api.js";
import { t } from "../i18n.js";
import { loaded } from "../kit/states.js";
import { Loader, View } from "../kit/view.js";

const STYLE = /<style>([\s\S]*?)<\/style>/;

class ReportFrame extends LitElement {
  static properties = { page: { attribute: false } };

  updated() {
    // Parsed with its style the page would apply it, against the policy of the console.
    const [, styles = ""] = STYLE.exec(this.page) ?? [];
    const page = new DOMParser().parseFromString(this.page.replace(STYLE, ""), "text/html");
    const style = new CSSStyleSheet();
    style.replaceSync(styles);
    this.renderRoot.adoptedStyleSheets = [style];
    const main = page.querySelector("main");
    const section = document.createElement("div");
    section.className = main.className;
    section.lang = page.documentElement.lang;
    section.append(...main.childNodes);
    // The console's own headings lie above those of the report.
    section.querySelectorAll("h1").forEach((heading) => heading.setAttribute("aria-level", "3"));
    section.querySelectorAll("h2").forEach((heading) => heading.setAttribute("aria-level", "4"));
    section.querySelectorAll("header").forEach((head) => head.setAttribute("role", "none"));
    this.renderRoot.replaceChildren(section);
  }

  render() {
    return html``;
  }
}

class ClientReportPreview extends View {
  static properties = { report: { attribute: false } };

  #shown = "";
  #page = new Loader(this, async () => (await blob(`${this.report.name}:html`)).text());

  willUpdate() {
    const wanted = this.report.name + this.report.etag;
    if (wanted !== this.#shown) {
      this.#shown = wanted;
      this.#page.run();
    }
  }

  render() {
    return html`<div class="report-preview" role="group" tabindex="0" aria-label=${t("cr.preview")}>
      ${loaded(this.#page, (page) => html`<ag-report-frame .page=${page}></ag-report-frame>`, {
        lines: 12,
      })}
    </div>`;
  }
}

customElements.define("ag-report-frame", ReportFrame);
customElements.define("ag-client-report-preview", ClientReportPreview);
