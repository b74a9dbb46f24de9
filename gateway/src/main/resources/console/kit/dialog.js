// A modal dialog or a drawer at the right edge: the browser's own `dialog`, so that focus stays inside,
// Escape closes it and focus returns to where it was.

import { html } from "lit";
import { t } from "../i18n.js";
import { button } from "./button.js";
import { View } from "./view.js";

class Dialog extends View {
  static properties = {
    open: { type: Boolean },
    heading: {},
    content: { attribute: false },
    kind: {},
  };

  constructor() {
    super();
    this.open = false;
    this.kind = "modal";
  }

  updated() {
    if (!this.isConnected) {
      return;
    }
    const dialog = this.querySelector("dialog");
    if (this.open && !dialog.open) {
      dialog.showModal();
    } else if (!this.open && dialog.open) {
      dialog.close();
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.querySelector("dialog")?.close();
  }

  #dismiss(event) {
    event?.preventDefault();
    this.dispatchEvent(new CustomEvent("dismiss"));
  }

  render() {
    return html`<dialog class=${this.kind} aria-labelledby="${this.id}-title" @cancel=${this.#dismiss}>
      <header class="dialog-head">
        <h2 id="${this.id}-title" tabindex="-1" autofocus>${this.heading}</h2>
        ${button({
          label: t("form.close"),
          icon: "close",
          iconOnly: true,
          kind: "quiet",
          onClick: () => this.#dismiss(),
        })}
      </header>
      <div class="dialog-body">${this.open ? this.content : ""}</div>
    </dialog>`;
  }
}

customElements.define("ag-dialog", Dialog);
