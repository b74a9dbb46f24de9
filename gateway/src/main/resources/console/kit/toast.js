// Short messages at the edge of the screen. They are announced, stay while they are looked at, and
// never carry anything that cannot be found elsewhere.

import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { t } from "../i18n.js";
import { button } from "./button.js";
import { problemText } from "./problems.js";
import { View } from "./view.js";

const SHOWN_MILLIS = 8000;
const bus = new EventTarget();
let count = 0;

/** `action` is `{label, run}`. */
export function toast(text, { tone = "good", action } = {}) {
  bus.dispatchEvent(new CustomEvent("toast", { detail: { id: ++count, text, tone, action } }));
}

export const toastProblem = (problem) => toast(problemText(problem), { tone: "bad" });

class Toasts extends View {
  #items = [];
  #held = false;

  connectedCallback() {
    super.connectedCallback();
    bus.addEventListener("toast", this.#add);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    bus.removeEventListener("toast", this.#add);
  }

  #add = ({ detail }) => {
    this.#items = [...this.#items.slice(-2), detail];
    this.requestUpdate();
    this.#later(detail.id);
  };

  #later(id) {
    setTimeout(() => (this.#held ? this.#later(id) : this.#drop(id)), SHOWN_MILLIS);
  }

  #drop(id) {
    this.#items = this.#items.filter((item) => item.id !== id);
    this.requestUpdate();
  }

  #hold(held) {
    this.#held = held;
  }

  render() {
    return html`<div
      class="toasts"
      role="status"
      aria-live="polite"
      @mouseenter=${() => this.#hold(true)}
      @mouseleave=${() => this.#hold(false)}
      @focusin=${() => this.#hold(true)}
      @focusout=${() => this.#hold(false)}
    >
      ${repeat(
        this.#items,
        (item) => item.id,
        (item) =>
          html`<div class="toast ${item.tone}">
            <span>${item.text}</span>
            ${item.action
              ? button({
                  label: item.action.label,
                  small: true,
                  onClick: () => {
                    this.#drop(item.id);
                    item.action.run();
                  },
                })
              : nothing}
            ${button({
              label: t("form.close"),
              icon: "close",
              iconOnly: true,
              kind: "quiet",
              small: true,
              onClick: () => this.#drop(item.id),
            })}
          </div>`,
      )}
    </div>`;
  }
}

customElements.define("ag-toasts", Toasts);
