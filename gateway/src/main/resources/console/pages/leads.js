// The inbox of leads of a client.

import { html, nothing } from "lit";
import { get, idOf } from "../api.js";
import { t } from "../i18n.js";
import { badge, button } from "../kit/button.js";
import { choices } from "../kit/field.js";
import * as format from "../kit/format.js";
import { emptyState, loaded } from "../kit/states.js";
import "../kit/table.js";
import { toastProblem } from "../kit/toast.js";
import { Loader } from "../kit/view.js";
import { href, router } from "../router.js";
import { session } from "../session.js";
import { channels, client } from "../store.js";
import "./lead-drawer.js";
import { Page, channelMark, pageHead, panel } from "./page.js";
import { leadName } from "./names.js";

const STATES = ["NEW", "QUALIFIED", "CONVERTED", "DISQUALIFIED"];
const PAGE_SIZE = 50;
const TONES = { NEW: "warn", QUALIFIED: "info", CONVERTED: "good" };

export const leadBadge = (lead) => badge(t(`lead.state.${lead.state}`), TONES[lead.state]);

class Leads extends Page {
  #data = new Loader(this, async (signal) => {
    const [owner, all, page] = await Promise.all([
      client(this.clientId),
      channels(this.clientId),
      this.#page("", signal),
    ]);
    return { owner, channels: all, leads: page.leads ?? [], next: page.nextPageToken };
  });
  #shown = "";
  #busy = false;

  get #state() {
    const wanted = this.route.query.get("state");
    return wanted === "ALL" || STATES.includes(wanted) ? wanted : "NEW";
  }

  #page(pageToken, signal) {
    const states = this.#state === "ALL" ? [] : [this.#state];
    const query = { states, pageSize: PAGE_SIZE, pageToken };
    return get(`clients/${this.clientId}/leads`, query, signal);
  }

  load() {
    if (this.clientId) {
      this.#data.run();
    }
  }

  routed(before) {
    const shown = `${this.clientId} ${this.#state}`;
    if (shown !== this.#shown) {
      this.#shown = shown;
      if (before?.id !== this.clientId) {
        this.#data.reset();
      }
      this.load();
    }
  }

  async #more() {
    if (this.#busy) {
      return;
    }
    this.#busy = true;
    this.requestUpdate();
    try {
      const page = await this.#page(this.#data.data.next);
      const { leads } = this.#data.data;
      Object.assign(this.#data.data, {
        leads: [...leads, ...(page.leads ?? [])],
        next: page.nextPageToken,
      });
    } catch (problem) {
      toastProblem(problem);
    }
    this.#busy = false;
    this.requestUpdate();
  }

  #table({ leads, owner, channels: all }) {
    const columns = [
      {
        key: "name",
        label: t("lead.who"),
        sort: leadName,
        draw: (lead) =>
          html`<button
              type="button"
              class="link-button"
              @click=${() => router.with({ lead: idOf(lead.name) }, { push: true })}
            >
              ${leadName(lead)}</button
            >${lead.company ? html`<div class="soft small">${lead.company}</div>` : nothing}`,
      },
      {
        key: "time",
        label: t("lead.received"),
        sort: (lead) => lead.captureTime,
        draw: (lead) =>
          html`<span title=${format.dateTime(lead.captureTime, owner.timeZone)}
            >${format.ago(lead.captureTime)}</span
          >`,
      },
      {
        key: "channel",
        label: t("post.channel"),
        sort: (lead) => lead.origin?.channel,
        draw: (lead) => originMark(lead, all),
      },
      { key: "state", label: t("client.state"), draw: leadBadge },
      {
        key: "message",
        label: t("lead.message"),
        draw: (lead) => html`<span class="soft">${cut(lead.message ?? "")}</span>`,
      },
      {
        key: "value",
        label: t("lead.value"),
        align: "end",
        sort: (lead) => format.major(lead.estimatedValue),
        draw: (lead) => format.money(lead.estimatedValue, { whole: true }),
      },
    ];
    return html`<ag-table .caption=${t("nav.leads")} .columns=${columns} .rows=${leads}></ag-table>`;
  }

  #empty() {
    return this.#state === "NEW"
      ? emptyState({ title: t("lead.noneNew"), text: t("lead.noneNewText") })
      : emptyState({ title: t("lead.none"), text: t("lead.noneText") });
  }

  render() {
    const data = this.#data.data;
    return html`<div class="page">
      ${pageHead(t("nav.leads"), { sub: data?.owner.displayName })}
      ${choices({
        name: "state",
        label: t("client.state"),
        hideLabel: true,
        options: [...STATES, "ALL"].map((state) => [state, t(`lead.state.${state}`)]),
        value: this.#state,
        onChange: (state) => router.with({ state }),
      })}
      ${panel(
        "",
        loaded(this.#data, (shown) =>
          shown.leads.length
            ? html`${this.#table(shown)}
              ${shown.next
                ? html`<div class="row">
                    ${button({
                      label: t("table.more"),
                      busy: this.#busy,
                      onClick: () => this.#more(),
                    })}
                  </div>`
                : nothing}`
            : this.#empty(),
        ),
        { kind: "flush" },
      )}
      <ag-lead-drawer
        .clientId=${this.clientId}
        .lead=${this.route.query.get("lead") ?? ""}
        .channels=${data?.channels ?? []}
        .zone=${data?.owner.timeZone}
        .may=${session.may(["OWNER", "SALES", "COMMUNITY_MANAGER"], this.clientId)}
        @changed=${() => this.load()}
        @dismiss=${() => router.with({ lead: "" })}
      ></ag-lead-drawer>
    </div>`;
  }
}

const cut = (text) => (text.length > 90 ? `${text.slice(0, 87)}…` : text);

export function originMark(lead, all) {
  const id = lead.origin?.channel;
  if (!id) {
    return html`<span class="soft">${t("report.direct")}</span>`;
  }
  const channel = all.find((one) => one.id === id);
  return html`${channelMark(channel)}${channel?.label ?? id}`;
}

export const personLink = (name) => href("people", name.split("/")[1], { person: idOf(name) });

customElements.define("ag-leads", Leads);
