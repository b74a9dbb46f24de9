// Tabs that are links: every tab has its address, so a reload and a shared link keep it.

import { html, nothing } from "lit";

export const tabs = ({ label, current, items }) =>
  html`<nav class="tabs" aria-label=${label}>
    ${items.map(
      ({ key, text, to, count }) =>
        html`<a href=${to} aria-current=${key === current ? "page" : nothing}
          >${text}${count === undefined ? nothing : html` <span class="count">${count}</span>`}</a
        >`,
    )}
  </nav>`;
