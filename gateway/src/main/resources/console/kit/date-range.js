// A range of calendar days: presets for what is asked every Monday, two dates for everything else.

import { html } from "lit";
import { t } from "../i18n.js";
import { addDays, addMonths, isDay, monthEnd, monthStart, today, weekStart } from "../days.js";
import { View } from "./view.js";

export const PRESETS = ["last7", "last30", "last90", "thisMonth", "lastMonth", "lastWeek", "thisYear"];

export function presetRange(preset, zone) {
  const now = today(zone);
  switch (preset) {
    case "last7":
      return { from: addDays(now, -6), to: now };
    case "last90":
      return { from: addDays(now, -89), to: now };
    case "thisMonth":
      return { from: monthStart(now), to: now };
    case "lastMonth":
      return { from: addMonths(now, -1), to: monthEnd(addMonths(now, -1)) };
    case "lastWeek":
      return { from: addDays(weekStart(now), -7), to: addDays(weekStart(now), -1) };
    case "thisYear":
      return { from: `${now.slice(0, 4)}-01-01`, to: now };
    default:
      return { from: addDays(now, -29), to: now };
  }
}

class DateRange extends View {
  static properties = { preset: {}, from: {}, to: {}, zone: {} };

  #choose(event) {
    const preset = event.target.value;
    const custom = preset === "custom";
    this.#tell(custom ? { preset, from: this.from, to: this.to } : { preset, from: "", to: "" });
  }

  #day(field, event) {
    if (isDay(event.target.value)) {
      const range = { from: this.from, to: this.to, [field]: event.target.value };
      if (range.from > range.to) {
        range[field === "from" ? "to" : "from"] = event.target.value;
      }
      this.#tell({ preset: "custom", ...range });
    }
  }

  #tell(detail) {
    this.dispatchEvent(new CustomEvent("range", { detail }));
  }

  render() {
    return html`<div class="date-range">
      <label class="inline-field"
        ><span>${t("range.label")}</span>
        <select name="preset" @change=${this.#choose}>
          ${[...PRESETS, "custom"].map(
            (preset) =>
              html`<option value=${preset} .selected=${preset === this.preset}>
                ${t(`range.${preset}`)}
              </option>`,
          )}
        </select></label
      >
      <label class="inline-field"
        ><span>${t("range.from")}</span>
        <input type="date" name="from" .value=${this.from} @change=${(e) => this.#day("from", e)} />
      </label>
      <label class="inline-field"
        ><span>${t("range.to")}</span>
        <input type="date" name="to" .value=${this.to} @change=${(e) => this.#day("to", e)} />
      </label>
    </div>`;
  }
}

customElements.define("ag-date-range", DateRange);
