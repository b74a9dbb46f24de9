// What is due: for one client, or for all of them at once.

import { html, nothing } from "lit";
import { idOf } from "../api.js";
import { today } from "../days.js";
import { t } from "../i18n.js";
import { badge, linkButton } from "../kit/button.js";
import * as format from "../kit/format.js";
import { emptyState, loaded } from "../kit/states.js";
import "../kit/table.js";
import { Loader } from "../kit/view.js";
import { href } from "../router.js";
import { session } from "../session.js";
import { clients } from "../store.js";
import { figureList, sumFigures } from "./figures.js";
import { leadName } from "./names.js";
import { Page, channelMark, pageHead, panel } from "./page.js";
import "./time-log.js";
import "./today-live.js";
import { readClient } from "./today-data.js";

/** More clients than this are not asked at once; the page says so. */
const CLIENTS_MAX = 20;
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

  #lead({ client, lead, channel }) {
    const to = href("leads", client.id, { lead: idOf(lead.name) });
    return html`<li>
      <a class="title" href=${to}>${leadName(lead)}</a>
      <span class="meta"
        >${channelMark(channel)}${channel?.label ?? t("report.direct")} · ${client.displayName} ·
        ${format.ago(lead.captureTime)}</span
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
      figure("perHour", t("figure.perHourShort"), (f) => format.major(f.netRevenuePerHour), (f) =>
        format.money(f.netRevenuePerHour, { whole: true }),
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
      return firstClient();
    }
    const single = parts.length === 1;
    return html`
      ${all.length === 1 && all[0].id === "house" ? panel("", firstClient()) : nothing}
      ${left > 0 ? html`<p class="soft">${t("today.left", { n: left })}</p>` : nothing}
      <ag-today-live .clients=${parts.map((part) => part.client)}></ag-today-live>
      <section class="stack">
        <h2>${t("today.figures")}</h2>
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

const firstClient = () =>
  emptyState({
    title: t("client.none"),
    text: t("client.noneText"),
    action: session.may(["OWNER"])
      ? linkButton({
          label: t("client.new"),
          kind: "primary",
          to: href("clients", "", { new: "1" }),
        })
      : nothing,
  });

customElements.define("ag-today", Today);
