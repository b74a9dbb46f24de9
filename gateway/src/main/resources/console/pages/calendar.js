// The calendar of a client: a month or a week in the client's zone.

import { html, nothing } from "lit";
import { list } from "../api.js";
import {
  addDays,
  addMonths,
  isDay,
  monthEnd,
  monthStart,
  range,
  today,
  weekStart,
  daysBetween,
} from "../days.js";
import { t } from "../i18n.js";
import { button } from "../kit/button.js";
import { choices } from "../kit/field.js";
import * as format from "../kit/format.js";
import { emptyState, loaded } from "../kit/states.js";
import { Loader } from "../kit/view.js";
import { router } from "../router.js";
import { session } from "../session.js";
import { channels, client, team } from "../store.js";
import { calendarGrid, signs } from "./calendar-grid.js";
import { Page, channelMark, pageHead } from "./page.js";
import "./post-editor.js";

class Calendar extends Page {
  #data = new Loader(this, (signal) => this.#read(signal));
  #shown = "";

  get #view() {
    return this.route.query.get("view") === "week" ? "week" : "month";
  }

  #date(zone) {
    const wanted = this.route.query.get("date");
    return isDay(wanted) ? wanted : today(zone);
  }

  #days(zone) {
    const date = this.#date(zone);
    if (this.#view === "week") {
      return range(weekStart(date), 7);
    }
    const first = weekStart(monthStart(date));
    const last = addDays(weekStart(monthEnd(date)), 6);
    return range(first, daysBetween(first, last) + 1);
  }

  load() {
    if (this.clientId) {
      this.#data.run();
    }
  }

  routed(before) {
    const { query } = this.route;
    const shown = `${this.clientId} ${query.get("date")} ${query.get("view")}`;
    if (before?.id !== this.clientId) {
      this.#data.reset();
    }
    if (shown !== this.#shown) {
      this.#shown = shown;
      this.load();
    }
  }

  async #read(signal) {
    const owner = await client(this.clientId);
    const days = this.#days(owner.timeZone);
    const query = { startDate: days[0], endDate: days.at(-1) };
    const path = `clients/${this.clientId}/calendar`;
    const [all, members, entries] = await Promise.all([
      channels(this.clientId),
      team().catch(() => []),
      list(path, "calendarEntries", query, { signal }),
    ]);
    return { owner, days, channels: all, members, entries: entries.items };
  }

  #step(count) {
    const date = this.#date(this.#data.data?.owner.timeZone);
    const next = this.#view === "week" ? addDays(date, 7 * count) : addMonths(date, count);
    router.with({ date: next });
  }

  #range(days, zone) {
    if (this.#view === "month") {
      return format.month(this.#date(zone));
    }
    const full = { day: "numeric", month: "short", year: "numeric" };
    return `${format.day(days[0], { day: "numeric", month: "short" })} – ${format.day(days[6], full)}`;
  }

  #write(date) {
    router.with({ post: "new", day: date ?? "" }, { push: true });
  }

  #controls() {
    return html`<div class="filters">
      <div class="row">
        ${button({
          label: t(`calendar.previous.${this.#view}`),
          icon: "left",
          iconOnly: true,
          onClick: () => this.#step(-1),
        })}
        ${button({ label: t("calendar.today"), onClick: () => router.with({ date: "" }) })}
        ${button({
          label: t(`calendar.next.${this.#view}`),
          icon: "right",
          iconOnly: true,
          onClick: () => this.#step(1),
        })}
      </div>
      ${choices({
        name: "view",
        label: t("calendar.view"),
        hideLabel: true,
        options: [
          ["month", t("calendar.month")],
          ["week", t("calendar.week")],
        ],
        value: this.#view,
        onChange: (view) => router.with({ view }),
      })}
      ${this.#data.data ? legend(this.#data.data.channels) : nothing}
    </div>`;
  }

  #editor(data) {
    const wanted = this.route.query.get("post") ?? "";
    return html`<ag-post-editor
      .clientId=${this.clientId}
      .owner=${data.owner}
      .channels=${data.channels}
      .members=${data.members}
      .post=${wanted}
      .day=${this.route.query.get("day") || this.#date(data.owner.timeZone)}
      @changed=${() => this.load()}
      @dismiss=${() => router.with({ post: "", day: "" })}
      @created=${(event) => router.with({ post: event.detail, day: "" })}
    ></ag-post-editor>`;
  }

  render() {
    const data = this.#data.data;
    const may = session.may(["OWNER", "PLANNER", "COMMUNITY_MANAGER"], this.clientId);
    return html`<div class="page">
      ${pageHead(data ? this.#range(data.days, data.owner.timeZone) : t("nav.calendar"), {
        sub: data ? `${data.owner.displayName} · ${data.owner.timeZone}` : "",
        actions: may
          ? button({
              label: t("post.new"),
              icon: "plus",
              kind: "primary",
              onClick: () => this.#write(),
            })
          : nothing,
      })}
      ${this.#controls()}
      ${loaded(
        this.#data,
        (shown) =>
          html`${calendarGrid({
            ...shown,
            view: this.#view,
            month: this.#view === "month" ? this.#date(shown.owner.timeZone).slice(0, 7) : "",
            now: today(shown.owner.timeZone),
            onOpen: (id) => router.with({ post: id }, { push: true }),
            onNew: may ? (day) => this.#write(day) : null,
          })}
          ${shown.entries.length
            ? signs(shown.entries)
            : emptyState({ title: t("calendar.none"), text: t("calendar.noneText") })}
          ${this.#editor(shown)}`,
        { lines: 12 },
      )}
    </div>`;
  }
}

const legend = (all) =>
  html`<ul class="legend" aria-label=${t("client.channels")}>
    ${all
      .filter((channel) => channel.active)
      .map((channel) => html`<li>${channelMark(channel)}${channel.label}</li>`)}
  </ul>`;

customElements.define("ag-calendar", Calendar);
