// One import: what a commit would do, what was refused, where the campaigns count, and the steps.

import { html, nothing } from "lit";
import { blob, get, idOf, list, post } from "../api.js";
import { t } from "../i18n.js";
import { button } from "../kit/button.js";
import * as format from "../kit/format.js";
import { loaded, notice } from "../kit/states.js";
import "../kit/table.js";
import { toast, toastProblem } from "../kit/toast.js";
import { Loader, View } from "../kit/view.js";
import { save } from "./report-table.js";
import { settled } from "./spend-import-new.js";
import { profileName, stateBadge } from "./spend-imports.js";
import { expectedText, valueText } from "./spend-reasons.js";

const ERRORS_SHOWN = 200;

class SpendImportOne extends View {
  static properties = {
    frame: { attribute: false },
    name: {},
    may: { type: Boolean },
    busy: { state: true },
  };

  #shown = "";
  #places = new Map();
  #data = new Loader(this, async (signal) => {
    const [one, errors] = await Promise.all([
      get(this.name, {}, signal),
      list(`${this.name}/errors`, "errors", {}, { max: ERRORS_SHOWN, signal }),
    ]);
    return { one, errors: errors.items };
  });

  willUpdate() {
    if (this.#shown !== this.name) {
      this.#shown = this.name;
      this.#places.clear();
      this.#data.reset().run();
    }
  }

  #step(verb, done) {
    return async () => {
      this.busy = true;
      try {
        await settled(await post(`${this.name}:${verb}`, {}));
        toast(t(done));
      } catch (problem) {
        toastProblem(problem);
      }
      this.busy = false;
      this.#data.run();
    };
  }

  #remember = async () => {
    this.busy = true;
    try {
      const client = idOf(this.frame.owner.name);
      await post(`clients/${client}/spendPlaces:set`, { places: [...this.#places.values()] });
      this.#places.clear();
      toast(t("spend.remembered"));
      this.#data.run();
    } catch (problem) {
      toastProblem(problem);
    }
    this.busy = false;
  };

  #refusedRows = async () => {
    try {
      save(await blob(`${this.name}:refusedRows`), "refused-rows.csv");
    } catch (problem) {
      toastProblem(problem);
    }
  };

  #outcome({ state, counts = {} }) {
    const values = Object.fromEntries(
      ["created", "changed", "unchanged", "kept", "refusedRows"].map((key) => [
        key,
        format.number(counts[key]),
      ]),
    );
    const refused = Number(counts.refusedRows ?? 0) > 0;
    const tone = state === "SUCCEEDED" && !refused ? "good" : refused ? "warn" : "info";
    return notice(t(`spend.outcome.${state}`, values), tone);
  }

  #totals({ currencyTotals = [], statedTotal, dayTotals = [] }) {
    const money = (key) => ({
      key,
      label: t(`spend.${key}`),
      align: "end",
      draw: (row) => format.money(row[key]),
    });
    const columns = [
      { key: "currency", label: t("costs.currency"), draw: (row) => row.amount.currencyCode },
      money("amount"),
      money("amountBefore"),
      {
        key: "days",
        label: t("spend.changedDays"),
        align: "end",
        draw: (row) => format.number(row.changedDays),
      },
    ];
    const days = [
      { key: "date", label: t("costs.day"), draw: (row) => format.numericDay(row.date) },
      money("amount"),
      money("amountBefore"),
    ];
    return currencyTotals.length
      ? html`<section class="stack">
          <h3>${t("spend.totals")}</h3>
          <ag-table
            .caption=${t("spend.totals")}
            .columns=${columns}
            .rows=${currencyTotals}
          ></ag-table>
          ${statedTotal
            ? html`<p>${t("spend.stated", { amount: format.money(statedTotal) })}</p>`
            : nothing}
          ${dayTotals.length
            ? html`<details>
                <summary>${t("spend.byDay", { n: dayTotals.length })}</summary>
                <ag-table .caption=${t("spend.days")} .columns=${days} .rows=${dayTotals}></ag-table>
              </details>`
            : nothing}
        </section>`
      : nothing;
  }

  #place(campaign, change) {
    const key = campaign.platformCampaign;
    const before = this.#places.get(key) ?? campaign.place ?? {};
    this.#places.set(key, {
      profile: this.#data.data.one.profile,
      platformCampaign: key,
      channel: before.channel ?? "",
      campaign: before.campaign ?? "",
      ...change,
    });
    this.requestUpdate();
  }

  #campaigns({ campaigns = [], state }) {
    const open = this.may && state === "READY";
    const active = this.frame.channels.filter((channel) => channel.active);
    const now = (campaign) => this.#places.get(campaign.platformCampaign) ?? campaign.place ?? {};
    const label = (id) =>
      this.frame.channels.find((channel) => channel.id === id)?.label ?? (id || t("costs.noChannel"));
    const named = (campaign) => open && campaign.platformCampaign;
    const columns = [
      {
        key: "campaign",
        label: t("spend.platformCampaign"),
        draw: (campaign) => campaign.platformCampaign || t("spend.nameless"),
      },
      {
        key: "channel",
        label: t("post.channel"),
        draw: (campaign) =>
          named(campaign)
            ? html`<select
                aria-label=${`${t("post.channel")}: ${campaign.platformCampaign}`}
                @change=${(event) => this.#place(campaign, { channel: event.target.value })}
              >
                ${[["", t("costs.noChannel")], ...active.map((one) => [one.id, one.label])].map(
                  ([id, text]) =>
                    html`<option value=${id} .selected=${id === (now(campaign).channel ?? "")}>
                      ${text}
                    </option>`,
                )}
              </select>`
            : label(campaign.place?.channel),
      },
      {
        key: "place",
        label: t("post.campaign"),
        draw: (campaign) =>
          named(campaign)
            ? html`<input
                aria-label=${`${t("post.campaign")}: ${campaign.platformCampaign}`}
                .value=${now(campaign).campaign ?? ""}
                @change=${(event) => this.#place(campaign, { campaign: event.target.value.trim() })}
              />`
            : campaign.place?.campaign || "–",
      },
      {
        key: "remembered",
        label: t("spend.known"),
        draw: (campaign) => (campaign.remembered ? t("spend.known.yes") : t("spend.known.no")),
      },
    ];
    return campaigns.length
      ? html`<section class="stack">
          <h3>${t("spend.campaigns")}</h3>
          <p class="soft">${t("spend.campaignsHint")}</p>
          <ag-table .caption=${t("spend.campaigns")} .columns=${columns} .rows=${campaigns}></ag-table>
          ${this.#places.size
            ? html`<div class="row">
                ${button({ label: t("spend.remember"), onClick: this.#remember, busy: this.busy })}
              </div>`
            : nothing}
        </section>`
      : nothing;
  }

  #errors(errors) {
    const columns = [
      { key: "line", label: t("import.line"), draw: (error) => format.number(error.line) },
      { key: "column", label: t("import.column"), draw: (error) => error.column || "–" },
      { key: "value", label: t("import.value"), draw: (error) => valueText(error.value) },
      { key: "expected", label: t("import.expected"), draw: (error) => expectedText(error.expected) },
    ];
    return errors.length
      ? html`<section class="stack">
          <h3>${t("spend.refused")}</h3>
          <ag-table .caption=${t("spend.refused")} .columns=${columns} .rows=${errors}></ag-table>
          <div class="row">
            ${button({
              label: t("spend.refusedRows"),
              icon: "download",
              onClick: this.#refusedRows,
            })}
          </div>
        </section>`
      : nothing;
  }

  #actions({ state }) {
    const unsaved = this.#places.size > 0;
    return this.may
      ? html`<div class="row">
          ${state === "READY"
            ? button({
                label: t("spend.commit"),
                kind: "primary",
                busy: this.busy,
                disabled: unsaved,
                onClick: this.#step("commit", "spend.done.commit"),
              })
            : nothing}
          ${["SUCCEEDED", "CANCELLED"].includes(state)
            ? button({
                label: t("spend.revert"),
                kind: "danger",
                busy: this.busy,
                onClick: this.#step("revert", "spend.done.revert"),
              })
            : nothing}
          ${["READY", "UNMAPPED"].includes(state)
            ? button({
                label: t("spend.cancel"),
                kind: "quiet",
                busy: this.busy,
                onClick: this.#step("cancel", "spend.done.cancel"),
              })
            : nothing}
        </div>`
      : nothing;
  }

  render() {
    return loaded(
      this.#data,
      ({ one, errors }) =>
        html`<div class="stack">
          <h3>${one.displayName || t("spend.nameless")} ${stateBadge(one)}</h3>
          <p class="soft">
            ${profileName(one.profile)} · ${format.dateTime(one.createTime, this.frame.owner.timeZone)}
          </p>
          ${this.#outcome(one)} ${this.#actions(one)} ${this.#totals(one)} ${this.#campaigns(one)}
          ${this.#errors(errors)}
        </div>`,
    );
  }
}

customElements.define("ag-spend-import-one", SpendImportOne);
