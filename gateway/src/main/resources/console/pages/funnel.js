// How far visitors come: steps, bars, comparison by first touch, and who comes again.

import { html, nothing } from "lit";
import { get, post } from "../api.js";
import { isDay } from "../days.js";
import { t } from "../i18n.js";
import { button } from "../kit/button.js";
import "../kit/date-range.js";
import { PRESETS, presetRange } from "../kit/date-range.js";
import * as format from "../kit/format.js";
import { loaded, notice } from "../kit/states.js";
import { Loader } from "../kit/view.js";
import { router } from "../router.js";
import { channels, client } from "../store.js";
import { funnelResult } from "./funnel-result.js";
import * as steps from "./funnel-steps.js";
import { Page, pageHead, panel } from "./page.js";
import "./retention.js";

const WINDOWS = { hour: 3_600, day: 86_400, week: 604_800, month: 2_592_000, quarter: 7_776_000, year: 31_536_000 };
const COUNTS = ["VISITOR", "SESSION"];
const GROUPS = ["none", "CHANNEL", "CAMPAIGN"];
const ASKED = ["range", "from", "to", "steps", "window", "count", "group", "strict", "channel"];

class Funnel extends Page {
  #frame = new Loader(this, () => this.#readFrame());
  #data = new Loader(this, (signal) => this.#read(signal));
  #asked = "";

  #question(zone) {
    const { query } = this.route;
    const of = (name, values, instead) =>
      values.includes(query.get(name)) ? query.get(name) : instead;
    const custom =
      query.get("range") === "custom" && isDay(query.get("from")) && isDay(query.get("to"));
    const preset = custom ? "custom" : of("range", PRESETS, "last30");
    const count = of("count", COUNTS, "VISITOR");
    return {
      preset,
      ...(custom
        ? { from: query.get("from"), to: query.get("to") }
        : presetRange(preset, zone)),
      count,
      steps: steps.parseSteps(query.get("steps"), count === "SESSION"),
      window: of("window", Object.keys(WINDOWS), "month"),
      group: of("group", GROUPS, "CHANNEL"),
      strict: query.get("strict") === "1",
      channel: query.get("channel") ?? "",
    };
  }

  load() {
    if (this.clientId) {
      this.#frame.run();
      this.#data.run();
    }
  }

  routed(before) {
    const { query, id } = this.route;
    const asked = [id, ...ASKED.map((name) => query.get(name))].join();
    if (before?.id !== this.clientId) {
      this.#frame.reset();
      this.#data.reset();
    }
    if (asked !== this.#asked) {
      this.#asked = asked;
      this.load();
    }
  }

  async #readFrame() {
    const [owner, all, suggestions] = await Promise.all([
      client(this.clientId),
      channels(this.clientId),
      get(`clients/${this.clientId}/funnels:suggestSteps`),
    ]);
    return { owner, channels: all, suggestions };
  }

  async #read(signal) {
    const owner = await client(this.clientId);
    const question = this.#question(owner.timeZone);
    if (!question.steps.every(steps.isComplete)) {
      return { question, funnel: null };
    }
    const body = {
      fromDate: question.from,
      toDate: question.to,
      steps: question.steps.map(steps.stepBody),
      window: `${WINDOWS[question.window]}s`,
      strict: question.strict,
      countBy: question.count,
      waitForApplied: true,
      ...(question.group === "none" ? {} : { groupBy: question.group }),
      ...(question.channel ? { channels: [question.channel] } : {}),
    };
    const path = `clients/${this.clientId}/funnels:query`;
    return { question, funnel: await post(path, body, {}, { signal }) };
  }

  #set(list) {
    router.with({ steps: steps.stepsText(list) });
  }

  async #move(list, index, by) {
    const moved = list.toSpliced(index, 1).toSpliced(index + by, 0, list[index]);
    this.#set(moved);
    await this.updateComplete;
    this.querySelector(`[name=kind${index + by}]`)?.focus();
  }

  async #remove(list, index) {
    this.#set(list.toSpliced(index, 1));
    await this.updateComplete;
    this.querySelector(`[name=kind${Math.max(0, index - 1)}]`)?.focus();
  }

  async #add(list) {
    this.#set([...list, { kind: "PAGE_VIEW", detail: "any", value: "" }]);
    await this.updateComplete;
    this.querySelector(`[name=kind${list.length}]`)?.focus();
  }

  #steps(question, frame) {
    const list = question.steps;
    return panel(
      t("funnel.steps"),
      html`<ol class="funnel-steps">
          ${list.map((step, index) =>
            steps.stepRow(step, index, {
              ...frame,
              count: list.length,
              bySession: question.count === "SESSION",
              onChange: (next) => this.#set(list.with(index, next)),
              onMove: (by) => this.#move(list, index, by),
              onRemove: () => this.#remove(list, index),
            }),
          )}
        </ol>
        <div class="filters">
          ${button({
            label: t("funnel.add"),
            icon: "plus",
            disabled: list.length >= steps.STEPS_MAX,
            onClick: () => this.#add(list),
          })}
          <label class="check-field"
            ><input
              type="checkbox"
              name="strict"
              .checked=${question.strict}
              @change=${(event) => router.with({ strict: event.target.checked ? "1" : "" })}
            />
            <span>${t("funnel.strict")}</span></label
          >
        </div>`,
    );
  }

  #controls(question, frame) {
    const pick = (name, options, value) =>
      html`<label class="inline-field"
        ><span>${t(`funnel.${name}`)}</span>
        <select name=${name} @change=${(event) => router.with({ [name]: event.target.value })}>
          ${options.map(
            ([key, label]) =>
              html`<option value=${key} .selected=${key === value}>${label}</option>`,
          )}
        </select></label
      >`;
    const named = (name, keys) => keys.map((key) => [key, t(`funnel.${name}.${key}`)]);
    return html`<div class="filters">
      <ag-date-range
        .preset=${question.preset}
        .from=${question.from}
        .to=${question.to}
        @range=${({ detail }) =>
          router.with({ range: detail.preset, from: detail.from, to: detail.to })}
      ></ag-date-range>
      ${pick("window", named("window", Object.keys(WINDOWS)), question.window)}
      ${pick("count", named("count", COUNTS), question.count)}
      ${pick("group", named("group", GROUPS), question.group)}
      ${pick(
        "channel",
        [["", t("report.all")], ...frame.channels.map(({ id, label }) => [id, label])],
        question.channel,
      )}
    </div>`;
  }

  #result({ question, funnel }, frame) {
    if (!funnel) {
      return notice(t("funnel.incomplete"));
    }
    const labels = question.steps.map((step) => steps.stepLabel(step, frame.channels));
    return funnelResult(funnel, labels, frame.channels);
  }

  #body(frame) {
    const question = this.#question(frame.owner.timeZone);
    return html`${this.#controls(question, frame)} ${this.#steps(question, frame)}
      <div class="stack" aria-live="polite" aria-busy=${this.#data.status === "refreshing"}>
        ${loaded(this.#data, (data) => this.#result(data, frame), { lines: 6 })}
      </div>
      <ag-retention .client=${frame.owner} .query=${this.route.query}></ag-retention>`;
  }

  render() {
    const frame = this.#frame.data;
    const question = frame ? this.#question(frame.owner.timeZone) : null;
    return html`<div class="page">
      ${pageHead(t("nav.funnel"), {
        sub: question
          ? `${frame.owner.displayName} · ${format.numericDay(question.from)} – ${format.numericDay(question.to)}`
          : nothing,
      })}
      ${loaded(this.#frame, (shown) => this.#body(shown), { lines: 10 })}
    </div>`;
  }
}

customElements.define("ag-funnel", Funnel);
