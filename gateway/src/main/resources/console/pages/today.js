// What is due: for one client, or for all of them at once.

import { html, nothing } from "lit";
import { idOf, list, post } from "../api.js";
import { addDays, local, today } from "../days.js";
import { t } from "../i18n.js";
import { badge, linkButton } from "../kit/button.js";
import * as format from "../kit/format.js";
import { emptyState, loaded } from "../kit/states.js";
import "../kit/table.js";
import { Loader } from "../kit/view.js";
import { href } from "../router.js";
import { channels, clients } from "../store.js";
import { figureList, sumFigures } from "./figures.js";
import { Page, channelMark, pageHead, panel } from "./page.js";
import "./time-log.js";

/** More clients than this are not asked at once; the page says so. */
const CLIENTS_MAX = 20;
const LATE_DAYS = 30;
const SHOWN = 8;

class Today extends Page {
  #data = new Loader(this, (signal) => this.#read(signal));

  load() {
    this.#data.run();
  }

  routed(before) {
    if (before?.id !== this.clientId) {
      this.#data.reset();
    }
    this.load();
  }

  async #read(signal) {
    const all = await clients();
    const chosen = all.filter(({ id }) => !this.clientId || id === this.clientId);
    const asked = chosen.slice(0, CLIENTS_MAX);
    const parts = await Promise.all(asked.map((client) => readClient(client, signal)));
    return {
      all,
      left: chosen.length - asked.length,
      parts,
      review: parts.flatMap(({ review }) => review),
      due: parts.flatMap(({ due }) => due).sort((a, b) => (a.at < b.at ? -1 : 1)),
      leads: parts
        .flatMap(({ leads }) => leads)
        .sort((a, b) => (a.lead.captureTime < b.lead.captureTime ? -1 : 1)),
    };
  }

  #post({ client, post, channel, at, late }, label) {
    const when = at ? `${format.day(at.slice(0, 10))}, ${at.slice(11)}` : t("post.noTime");
    return html`<li>
      <a class="title" href=${href("calendar", client.id, { post: idOf(post.name) })}
        >${post.title}</a
      >
      <span class="meta">
        ${channelMark(channel)}${channel?.label ?? idOf(post.channel)} · ${client.displayName} ·
        ${when} ${late ? badge(t("today.late"), "warn") : nothing}
      </span>
      ${linkButton({ label, to: href("calendar", client.id, { post: idOf(post.name) }) })}
    </li>`;
  }

  #lead({ client, lead }) {
    const to = href("leads", client.id, { lead: idOf(lead.name) });
    return html`<li>
      <a class="title" href=${to}>${leadName(lead)}</a>
      <span class="meta"
        >${client.displayName} · ${format.ago(lead.captureTime)}${lead.origin?.channel
          ? ` · ${lead.origin.channel}`
          : ""}</span
      >
      ${linkButton({ label: t("today.answer"), to })}
    </li>`;
  }

  #dueList(title, items, draw, none) {
    return panel(
      html`${title} <span class="count">${items.length}</span>`,
      items.length
        ? html`<ul class="due">
              ${items.slice(0, SHOWN).map(draw)}
            </ul>
            ${items.length > SHOWN
              ? html`<p class="soft small">${t("today.more", { n: items.length - SHOWN })}</p>`
              : nothing}`
        : html`<p class="soft">${none}</p>`,
    );
  }

  #perClient(parts) {
    const figure = (key, label, read, draw) => ({
      key,
      label,
      align: "end",
      sort: (part) => read(part.now),
      draw: (part) => draw(part.now),
    });
    const columns = [
      {
        key: "client",
        label: t("client.name"),
        sort: (part) => part.client.displayName,
        draw: (part) =>
          html`<a href=${href("report", part.client.id)}>${part.client.displayName}</a>`,
      },
      figure("revenue", t("figure.netRevenue"), (f) => format.major(f.netRevenue), (f) =>
        format.money(f.netRevenue, { whole: true }),
      ),
      figure("leads", t("figure.leads"), (f) => Number(f.leads ?? 0), (f) => format.number(f.leads)),
      figure("hours", t("figure.hours"), (f) => Number(f.minutes ?? 0), (f) => format.hours(f.minutes)),
      figure("perHour", t("figure.perHour"), (f) => format.major(f.netRevenuePerHour), (f) =>
        format.money(f.netRevenuePerHour),
      ),
    ];
    const rows = parts.filter((part) => part.now);
    return panel(
      t("today.perClient"),
      html`<ag-table .caption=${t("today.perClient")} .columns=${columns} .rows=${rows}></ag-table>`,
      { kind: "flush" },
    );
  }

  #content({ parts, review, due, leads, left, all }) {
    if (!all.length) {
      return emptyState({
        title: t("client.none"),
        text: t("client.noneText"),
        action: linkButton({
          label: t("client.new"),
          kind: "primary",
          to: href("clients", "", { new: "1" }),
        }),
      });
    }
    const single = parts.length === 1;
    return html`
      ${left > 0 ? html`<p class="soft">${t("today.left", { n: left })}</p>` : nothing}
      <section>
        <h2 class="visually-hidden">${t("today.figures")}</h2>
        ${figureList(sumFigures(parts, "now"), sumFigures(parts, "before"))}
        <p class="soft small">${t("today.figuresNote")}</p>
      </section>
      <div class="columns">
        <div class="stack">
          ${this.#dueList(
            t("today.review"),
            review,
            (one) => this.#post(one, t("today.read")),
            t("today.reviewNone"),
          )}
          ${this.#dueList(
            t("today.due"),
            due,
            (one) => this.#post(one, t("today.open")),
            t("today.dueNone"),
          )}
          ${this.#dueList(
            t("today.leads"),
            leads,
            (one) => this.#lead(one),
            t("today.leadsNone"),
          )}
        </div>
        <div class="stack">
          <ag-time-log .clients=${parts.map((part) => part.client)}></ag-time-log>
          ${single ? nothing : this.#perClient(parts)}
        </div>
      </div>
    `;
  }

  render() {
    const zone = this.#data.data?.parts[0]?.client.timeZone;
    return html`<div class="page">
      ${pageHead(t("nav.today"), { sub: format.fullDay(today(zone)) })}
      ${loaded(this.#data, (data) => this.#content(data), { lines: 9 })}
    </div>`;
  }
}

/** A part that the role does not allow is simply not shown. */
const orNothing = (promise, fallback) =>
  promise.catch((problem) => {
    if (problem.status === 403) {
      return fallback;
    }
    throw problem;
  });

async function readClient(client, signal) {
  const now = today(client.timeZone);
  const path = `clients/${client.id}`;
  const empty = { items: [] };
  const before = new Date(Date.now() + 36 * 3600 * 1000).toISOString();
  const query = (from, to) =>
    orNothing(post(`${path}/reports:query`, { fromDate: from, toDate: to }, {}, { signal }), null);
  const [all, review, planned, leads, present, past] = await Promise.all([
    channels(client.id),
    orNothing(list(`${path}/posts`, "posts", { states: "IN_REVIEW" }, { max: 50, signal }), empty),
    orNothing(
      list(
        `${path}/posts`,
        "posts",
        {
          states: "SCHEDULED",
          plannedFrom: `${addDays(now, -LATE_DAYS)}T00:00:00Z`,
          plannedBefore: before,
        },
        { max: 100, signal },
      ),
      empty,
    ),
    orNothing(list(`${path}/leads`, "leads", { states: "NEW" }, { max: 50, signal }), empty),
    query(addDays(now, -29), now),
    query(addDays(now, -59), addDays(now, -30)),
  ]);
  const entry = (post) => {
    const at = post.plannedTime && local(post.plannedTime, client.timeZone);
    return {
      client,
      post,
      channel: all.find((one) => one.name === post.channel),
      at: at ? `${at.day}T${at.time}` : "",
      late: Boolean(post.plannedTime) && Date.parse(post.plannedTime) < Date.now(),
    };
  };
  return {
    client,
    review: review.items.map(entry),
    due: planned.items.map(entry).filter(({ at }) => at.slice(0, 10) <= now),
    leads: leads.items.map((lead) => ({ client, lead })),
    now: present?.totals ?? null,
    before: past?.totals ?? null,
  };
}

export const leadName = (lead) =>
  lead.fullName ||
  [lead.givenName, lead.familyName].filter(Boolean).join(" ") ||
  lead.company ||
  lead.email ||
  lead.phone ||
  t("lead.nameless");

customElements.define("ag-today", Today);
