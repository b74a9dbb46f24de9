// A plot by ECharts, drawn on a canvas in the colours of the theme. The library is loaded when the
// first plot is shown. A plot never stands alone: the same figures are in a table beside it.

import { html } from "lit";
import { isDark } from "../settings.js";
import { View } from "./view.js";

export function tokens(names) {
  const probe = document.createElement("span");
  probe.style.transition = "none";
  document.body.append(probe);
  const values = names.map((name) => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  });
  probe.remove();
  return values;
}

class Chart extends View {
  static properties = { option: { attribute: false }, label: {}, height: { type: Number } };

  #chart = null;
  #dark = null;
  #observer = new ResizeObserver(() => this.#chart?.resize());

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#observer.disconnect();
    this.#chart?.dispose();
    this.#chart = null;
  }

  async updated() {
    const box = this.querySelector(".chart");
    box.style.height = `${this.height ?? 280}px`;
    const echarts = await import("echarts");
    if (!this.isConnected) {
      return;
    }
    if (!this.#chart || this.#dark !== isDark()) {
      this.#chart?.dispose();
      this.#dark = isDark();
      this.#chart = echarts.init(box, null, { renderer: "canvas" });
      this.#observer.observe(box);
    }
    this.#chart.setOption(this.#themed(this.option()), { notMerge: true });
    this.#chart.resize();
    this.dataset.drawn = "true";
  }

  #themed(option) {
    const [text, surface, line] = tokens(["text", "surface", "line"]);
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    return {
      animation: !still,
      animationDuration: 250,
      textStyle: { color: text, fontFamily: getComputedStyle(this).fontFamily },
      tooltip: {
        renderMode: "richText",
        trigger: "axis",
        axisPointer: { type: "shadow" },
        backgroundColor: surface,
        borderColor: line,
        textStyle: { color: text, fontSize: 12 },
      },
      ...option,
    };
  }

  render() {
    return html`<div class="chart" role="img" aria-label=${this.label}></div>`;
  }
}

customElements.define("ag-chart", Chart);
