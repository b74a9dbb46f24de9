// What the networks say about a client's channels, day by day.

import { html } from "lit";
import { post } from "../api.js";
import { t } from "../i18n.js";
import { field } from "../kit/field.js";
import * as format from "../kit/format.js";
import { paged } from "../kit/pager.js";
import { emptyState } from "../kit/states.js";
import "../kit/table.js";
import { DayList } from "./day-list.js";
import { panel } from "./page.js";

const COUNTS = ["reach", "impressions", "likes", "comments", "shares", "networkClicks", "followers"];
const NONE = /^[^/\s]*$/;

const counts = (insight) =>
  Object.fromEntries(
    COUNTS.filter((name) => insight[name] !== undefined).map((name) => [name, insight[name]]),
  );

class InsightList extends DayList {
  get collection() {
    return "insights";
  }

  get usualRange() {
    return "last7";
  }

  get writers() {
    return ["OWNER", "PLANNER", "COMMUNITY_MANAGER"];
  }

  fresh() {
    return { date: this.today, channel: "", campaign: "" };
  }

  #takeBack(insight) {
    const { externalId, insightDate, channel, campaign, post: ofPost } = insight;
    const body = { externalId, insightDate, channel, campaign, post: ofPost, ...counts(insight) };
    return this.takeBack(insight, () => post(`clients/${this.clientId}/insights`, body));
  }

  #columns() {
    return [
      {
        key: "date",
        label: t("costs.day"),
        sort: (insight) => insight.insightDate,
        draw: (insight) =>
          html`<span class="nowrap">${format.numericDay(insight.insightDate)}</span>`,
      },
      {
        key: "channel",
        label: t("post.channel"),
        sort: (insight) => insight.channel ?? "",
        draw: (insight) => this.channelName(insight.channel),
      },
      {
        key: "campaign",
        label: t("post.campaign"),
        sort: (insight) => insight.campaign ?? "",
        draw: (insight) => insight.campaign || "–",
      },
      ...COUNTS.map((name) => ({
        key: name,
        label: t(`insight.${name}`),
        align: "end",
        sort: (insight) => Number(insight[name] ?? -1),
        draw: (insight) => (insight[name] === undefined ? "–" : format.number(insight[name])),
      })),
      ...this.taking((insight) => this.#takeBack(insight)),
    ];
  }

  #fields() {
    return html`<p class="wide soft">${t("insight.formHint")}</p>
      ${field(this.form, {
        name: "date",
        label: t("costs.day"),
        path: "insightDate",
        type: "date",
        required: true,
      })}
      ${field(this.form, {
        name: "channel",
        label: t("post.channel"),
        type: "select",
        options: this.channelOptions(t("form.choose")),
        required: true,
      })}
      ${field(this.form, {
        name: "campaign",
        label: t("post.campaign"),
        wide: true,
        check: (value) => (NONE.test(value) ? "" : t("rule.noBlanks")),
      })}
      ${COUNTS.map((name) =>
        field(this.form, {
          name,
          label: t(`insight.${name}`),
          inputmode: "numeric",
          check: (value) => (/^\d{1,12}$/.test(value.trim()) ? "" : t("rule.count")),
        }),
      )}`;
  }

  #body({ date, channel, campaign, ...values }) {
    const given = COUNTS.filter((name) => String(values[name] ?? "").trim());
    return {
      insightDate: date,
      channel,
      campaign,
      ...Object.fromEntries(given.map((name) => [name, values[name].trim()])),
    };
  }

  render() {
    const none = emptyState({ title: t("insight.none"), text: t("insight.noneText") });
    return html`${this.days()}
    ${panel(
      t("costs.tab.insights"),
      html`<p class="soft">${t("insight.intro")}</p>
        ${paged(
          this.list,
          (insights) =>
            html`<ag-table
              .caption=${t("costs.tab.insights")}
              .columns=${this.#columns()}
              .rows=${insights}
            ></ag-table>`,
          none,
        )}`,
      { kind: "flush", actions: this.addButton(t("insight.new")) },
    )}
    ${this.dialog(t("insight.new"), () => this.#fields(), (values) => this.#body(values))}`;
  }
}

customElements.define("ag-insight-list", InsightList);
