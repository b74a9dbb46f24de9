// Hours in two clicks: choose what it was for, press how long. Below, the week so far.

import { html, nothing } from "lit";
import { list, post, remove, requestId } from "../api.js";
import { addDays, range, today, weekStart } from "../days.js";
import { t } from "../i18n.js";
import { button } from "../kit/button.js";
import { choices } from "../kit/field.js";
import * as format from "../kit/format.js";
import { loaded, notice } from "../kit/states.js";
import { toast, toastProblem } from "../kit/toast.js";
import { Loader, View } from "../kit/view.js";
import { session } from "../session.js";
import { settings } from "../settings.js";
import { channels, forget, me } from "../store.js";
import { panel } from "./page.js";

const PRESETS = [15, 30, 45, 60, 90, 120, 240];
const ACTIVITIES = [
  "CONTENT_PRODUCTION",
  "COMMUNITY",
  "PUBLISHING",
  "STRATEGY",
  "RESEARCH",
  "MONITORING",
  "PROMOTION",
  "REPORTING",
  "CLIENT_CONTACT",
  "CONTINGENCY",
];

class TimeLog extends View {
  static properties = { clients: { attribute: false } };

  #client = "";
  #channel = "";
  #activity = settings.get("activity") ?? ACTIVITIES[0];
  #date = "";
  #busy = false;
  #data = new Loader(this, (signal) => this.#read(signal));
  #known = "";

  willUpdate() {
    const ids = this.clients.map(({ id }) => id).join();
    if (ids !== this.#known) {
      this.#known = ids;
      const last = settings.get("timeClient");
      this.#client = this.clients.some(({ id }) => id === last) ? last : this.clients[0].id;
      this.#date = today(this.#chosen().timeZone);
      this.#data.reset().run();
    }
  }

  #chosen() {
    return this.clients.find(({ id }) => id === this.#client);
  }

  async #read(signal) {
    const member = await me();
    const monday = weekStart(today(this.#chosen().timeZone));
    const query = { startDate: monday, endDate: addDays(monday, 6), teamMember: member?.name };
    const [all, ...logged] = await Promise.all([
      channels(this.#client),
      ...this.clients.map(({ id }) =>
        member
          ? list(`clients/${id}/timeEntries`, "timeEntries", query, { signal })
          : { items: [] },
      ),
    ]);
    return { member, monday, channels: all, entries: logged.flatMap(({ items }) => items) };
  }

  #choose(client) {
    this.#client = client;
    this.#channel = "";
    settings.set("timeClient", client);
    this.#data.run();
  }

  async #log(minutes) {
    if (this.#busy) {
      return;
    }
    this.#busy = true;
    this.requestUpdate();
    const path = `clients/${this.#client}/timeEntries`;
    const entry = {
      workDate: this.#date,
      minutes,
      activity: this.#activity,
      teamMember: this.#data.data.member.name,
      channel: this.#channel ? `clients/${this.#client}/channels/${this.#channel}` : "",
    };
    try {
      const stored = await post(path, entry, { requestId: requestId() });
      const client = this.#chosen().displayName;
      toast(t("time.logged", { duration: format.duration(minutes), client }), {
        action: { label: t("form.undo"), run: () => this.#undo(stored) },
      });
      await this.#data.run();
    } catch (problem) {
      toastProblem(problem);
    } finally {
      this.#busy = false;
      this.requestUpdate();
    }
  }

  async #undo(entry) {
    try {
      await remove(entry.name, { etag: entry.etag });
      toast(t("time.undone"));
      await this.#data.run();
    } catch (problem) {
      toastProblem(problem);
    }
  }

  async #join() {
    const { name, displayName, email } = session.user;
    try {
      await post("team", { displayName: displayName || email, user: name });
      forget("team");
      await this.#data.run();
    } catch (problem) {
      toastProblem(problem);
    }
  }

  #noMember() {
    return html`${notice(t("time.noMember"), "info")}
    ${session.may(["OWNER"])
      ? html`<div class="row">
          ${button({ label: t("time.join"), icon: "plus", onClick: () => this.#join() })}
        </div>`
      : nothing}`;
  }

  #week({ monday, entries }) {
    const days = range(monday, 7).map((day) => ({
      day,
      minutes: entries
        .filter(({ workDate }) => workDate === day)
        .reduce((sum, { minutes }) => sum + minutes, 0),
    }));
    const total = days.reduce((sum, { minutes }) => sum + minutes, 0);
    const top = Math.max(480, ...days.map(({ minutes }) => minutes));
    return html`<h3>${t("time.week", { hours: format.hours(total) })}</h3>
      <ul class="week-bars">
        ${days.map(
          ({ day, minutes }) =>
            html`<li>
              <span class="number">${minutes ? format.number(minutes / 60, 1) : ""}</span>
              <span class="bar" .style=${`--share: ${minutes / top}`}></span>
              <span>${format.day(day, { weekday: "short" })}</span>
              <span class="visually-hidden">${format.duration(minutes)}</span>
            </li>`,
        )}
      </ul>`;
  }

  #form(data) {
    const active = data.channels.filter((channel) => channel.active);
    return html`
      ${this.clients.length > 1
        ? html`<label class="inline-field"
            ><span>${t("shell.client")}</span>
            <select name="timeClient" @change=${(event) => this.#choose(event.target.value)}>
              ${this.clients.map(
                ({ id, displayName }) =>
                  html`<option value=${id} .selected=${id === this.#client}>${displayName}</option>`,
              )}
            </select></label
          >`
        : nothing}
      ${choices({
        name: "timeChannel",
        label: t("time.channel"),
        options: [["", t("time.noChannel")], ...active.map(({ id, label }) => [id, label])],
        value: this.#channel,
        onChange: (value) => {
          this.#channel = value;
          this.requestUpdate();
        },
      })}
      <div class="row">
        <label class="inline-field"
          ><span>${t("time.activity")}</span>
          <select
            name="activity"
            @change=${(event) => {
              this.#activity = event.target.value;
              settings.set("activity", this.#activity);
            }}
          >
            ${ACTIVITIES.map(
              (key) =>
                html`<option value=${key} .selected=${key === this.#activity}>
                  ${t(`activity.${key}`)}
                </option>`,
            )}
          </select></label
        >
        <label class="inline-field"
          ><span>${t("time.day")}</span>
          <input
            type="date"
            name="workDate"
            .value=${this.#date}
            max=${today(this.#chosen().timeZone)}
            @change=${(event) => {
              this.#date = event.target.value || today(this.#chosen().timeZone);
              this.requestUpdate();
            }}
          />
        </label>
      </div>
      <h3 id="time-minutes">${t("time.minutes")}</h3>
      <div role="group" aria-labelledby="time-minutes" class="row">
        ${PRESETS.map((minutes) =>
          button({
            label: format.duration(minutes),
            small: true,
            busy: this.#busy,
            onClick: () => this.#log(minutes),
          }),
        )}
      </div>
      ${this.#week(data)}
    `;
  }

  render() {
    return panel(
      t("time.title"),
      loaded(this.#data, (data) =>
        data.member ? this.#form(data) : this.#noMember(),
      ),
    );
  }
}

customElements.define("ag-time-log", TimeLog);
