// A table with sortable columns. Columns are `{key, label, align, draw(row), sort(row)}`; a row may
// have a footer row below all others.

import { html, nothing } from "lit";
import { t } from "../i18n.js";
import { language } from "../settings.js";
import { View } from "./view.js";

class Table extends View {
  static properties = {
    caption: {},
    columns: { attribute: false },
    rows: { attribute: false },
    footer: { attribute: false },
    sortKey: { state: true },
    descending: { state: true },
  };

  constructor() {
    super();
    this.rows = [];
    this.columns = [];
    this.footer = null;
    this.sortKey = "";
    this.descending = false;
  }

  #sorted() {
    const column = this.columns.find(({ key }) => key === this.sortKey);
    if (!column) {
      return this.rows;
    }
    const compare = new Intl.Collator(language(), { numeric: true }).compare;
    const sign = this.descending ? -1 : 1;
    return [...this.rows].sort((a, b) => {
      const [x, y] = [column.sort(a), column.sort(b)];
      return sign * (typeof x === "number" ? x - y : compare(x ?? "", y ?? ""));
    });
  }

  #sortBy(key) {
    const again = this.sortKey === key;
    this.descending = again ? !this.descending : typeof this.#sample(key) === "number";
    this.sortKey = key;
  }

  #sample(key) {
    const column = this.columns.find((one) => one.key === key);
    return this.rows.length ? column.sort(this.rows[0]) : "";
  }

  #head(column) {
    const active = column.key === this.sortKey;
    const order = this.descending ? "descending" : "ascending";
    return html`<th
      scope="col"
      class=${column.align ?? ""}
      aria-sort=${active ? order : nothing}
    >
      ${column.sort
        ? html`<button
            type="button"
            class="sorter"
            title=${t("table.sort")}
            @click=${() => this.#sortBy(column.key)}
          >
            ${column.label}<span class="sort-mark" aria-hidden="true"
              >${active ? (this.descending ? "↓" : "↑") : ""}</span
            >
          </button>`
        : column.label}
    </th>`;
  }

  #cells(row) {
    return this.columns.map((column, index) =>
      index === 0
        ? html`<th scope="row" class=${column.align ?? ""}>${column.draw(row)}</th>`
        : html`<td class=${column.align ?? ""}>${column.draw(row)}</td>`,
    );
  }

  render() {
    return html`<div class="table-frame" role="region" aria-label=${this.caption} tabindex="0">
      <table>
        <caption class="visually-hidden">
          ${this.caption}
        </caption>
        <thead>
          <tr>
            ${this.columns.map((column) => this.#head(column))}
          </tr>
        </thead>
        <tbody>
          ${this.#sorted().map((row) => html`<tr>${this.#cells(row)}</tr>`)}
        </tbody>
        ${this.footer
          ? html`<tfoot>
              <tr>${this.#cells(this.footer)}</tr>
            </tfoot>`
          : nothing}
      </table>
    </div>`;
  }
}

customElements.define("ag-table", Table);
