// The days as a table. On a narrow screen the same table becomes a list of the days with posts.

import { html, nothing } from "lit";
import { idOf } from "../api.js";
import { t } from "../i18n.js";
import { button } from "../kit/button.js";
import * as format from "../kit/format.js";

/** A sign for the state beside its word, so that nothing depends on colour. */
const MARKS = {
  DRAFT: "✎",
  IN_REVIEW: "?",
  REJECTED: "↩",
  APPROVED: "✓",
  SCHEDULED: "◷",
  HELD: "‖",
  PUBLISHED: "●",
};

/** What the signs mean that are to be seen. */
export function signs(entries) {
  const seen = new Set(entries.map(({ post }) => post.state));
  return html`<ul class="legend" aria-label=${t("calendar.signs")}>
    ${Object.keys(MARKS)
      .filter((state) => seen.has(state))
      .map(
        (state) =>
          html`<li><span aria-hidden="true">${MARKS[state]}</span> ${t(`post.state.${state}`)}</li>`,
      )}
  </ul>`;
}

function chip({ post, localTime }, channels, onOpen) {
  const channel = channels.find(({ name }) => name === post.channel);
  const state = t(`post.state.${post.state}`);
  const name = `${localTime} ${post.title}, ${channel?.label ?? ""}, ${state}`;
  return html`<button
    type="button"
    class="chip"
    title=${name}
    aria-label=${name}
    .style=${`--channel: var(--channel-${channel?.color ?? 8})`}
    @click=${() => onOpen(idOf(post.name))}
  >
    <span class="mark" aria-hidden="true">${MARKS[post.state] ?? "·"}</span>
    <span class="number">${localTime}</span> ${post.title}
  </button>`;
}

function cell(day, { entries, channels, month, now, onOpen, onNew }) {
  const own = entries.filter(({ localDate }) => localDate === day);
  const classes = [
    day === now ? "today" : "",
    month && !day.startsWith(month) ? "outside" : "",
    own.length ? "" : "free",
  ];
  const long = format.fullDay(day);
  return html`<td class=${classes.join(" ")}>
    <div class="day-head">
      <time datetime=${day}>
        <span class="day-number" aria-hidden="true">${Number(day.slice(8))}</span>
        <span class="day-name">${long}</span>
      </time>
      ${onNew
        ? button({
            label: t("calendar.newOn", { day: long }),
            icon: "plus",
            iconOnly: true,
            kind: "quiet",
            small: true,
            onClick: () => onNew(day),
          })
        : nothing}
    </div>
    ${own.map((entry) => chip(entry, channels, onOpen))}
  </td>`;
}

export function calendarGrid(options) {
  const { days, view } = options;
  const weeks = Array.from({ length: days.length / 7 }, (_, i) => days.slice(7 * i, 7 * i + 7));
  return html`<table class="calendar ${view}" aria-label=${t("nav.calendar")}>
    <thead>
      <tr>
        ${days
          .slice(0, 7)
          .map((day) => html`<th scope="col">${format.day(day, { weekday: "short" })}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${weeks.map((week) => html`<tr>${week.map((day) => cell(day, options))}</tr>`)}
    </tbody>
  </table>`;
}
