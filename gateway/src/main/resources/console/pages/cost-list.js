// The costs of a client, day by day.

import { html } from "lit";
import { idOf, post } from "../api.js";
import { t } from "../i18n.js";
import { field } from "../kit/field.js";
import * as format from "../kit/format.js";
import { paged } from "../kit/pager.js";
import { emptyState } from "../kit/states.js";
import "../kit/table.js";
import { href } from "../router.js";
import { DayList } from "./day-list.js";
import { panel } from "./page.js";

const NONE = /^[^/\s]*$/;

class CostList extends DayList {
  get collection() {
    return "costs";
  }

  fresh() {
    return {
      date: this.today,
      channel: "",
      campaign: "",
      amount: "",
      currency: this.frame.owner.currencyCode,
      note: "",
    };
  }

  #takeBack(cost) {
    const { externalId, costDate, channel, campaign, post: ofPost, amount, note } = cost;
    const body = { externalId, costDate, channel, campaign, post: ofPost, amount, note };
    return this.takeBack(cost, () => post(`clients/${this.clientId}/costs`, body));
  }

  #columns() {
    return [
      {
        key: "date",
        label: t("costs.day"),
        sort: (cost) => cost.costDate,
        draw: (cost) => html`<span class="nowrap">${format.numericDay(cost.costDate)}</span>`,
      },
      {
        key: "channel",
        label: t("post.channel"),
        sort: (cost) => cost.channel ?? "",
        draw: (cost) => this.channelName(cost.channel),
      },
      {
        key: "campaign",
        label: t("post.campaign"),
        sort: (cost) => cost.campaign ?? "",
        draw: (cost) => cost.campaign || "–",
      },
      {
        key: "amount",
        label: t("costs.amount"),
        align: "end",
        sort: (cost) => format.major(cost.amount),
        draw: (cost) => format.money(cost.amount),
      },
      { key: "note", label: t("costs.note"), draw: (cost) => cost.note || "–" },
      {
        key: "source",
        label: t("costs.source"),
        draw: (cost) =>
          cost.spendImport
            ? html`<a
                href=${href("costs", this.clientId, {
                  tab: "imports",
                  import: idOf(cost.spendImport),
                })}
                >${t("costs.byImport")}</a
              >`
            : t("costs.byHand"),
      },
      ...this.taking((cost) => this.#takeBack(cost)),
    ];
  }

  #fields() {
    return html`${field(this.form, {
      name: "date",
      label: t("costs.day"),
      path: "costDate",
      type: "date",
      required: true,
    })}
    ${field(this.form, {
      name: "amount",
      label: t("costs.amount"),
      inputmode: "decimal",
      required: true,
      check: (value) => (format.parse(value) >= 0 ? "" : t("rule.amount")),
    })}
    ${field(this.form, {
      name: "currency",
      label: t("costs.currency"),
      hint: t("costs.currencyHint", { currency: this.frame.owner.currencyCode }),
      required: true,
      check: (value) => (/^[A-Z]{3}$/.test(value) ? "" : t("rule.currency")),
    })}
    ${field(this.form, {
      name: "channel",
      label: t("post.channel"),
      type: "select",
      options: this.channelOptions(t("costs.noChannel")),
    })}
    ${field(this.form, {
      name: "campaign",
      label: t("post.campaign"),
      check: (value) => (NONE.test(value) ? "" : t("rule.noBlanks")),
    })}
    ${field(this.form, { name: "note", label: t("costs.note"), wide: true })}`;
  }

  #body({ date, channel, campaign, amount, currency, note }) {
    return {
      costDate: date,
      channel,
      campaign,
      note,
      amount: { minorUnits: format.minor(format.parse(amount), currency), currencyCode: currency },
    };
  }

  render() {
    const none = emptyState({ title: t("costs.none"), text: t("costs.noneText") });
    return html`${this.days()}
    ${panel(
      t("costs.tab.costs"),
      paged(
        this.list,
        (costs) =>
          html`<ag-table
            .caption=${t("costs.tab.costs")}
            .columns=${this.#columns()}
            .rows=${costs}
          ></ag-table>`,
        none,
      ),
      { kind: "flush", actions: this.addButton(t("costs.new")) },
    )}
    ${this.dialog(t("costs.new"), () => this.#fields(), (values) => this.#body(values))}`;
  }
}

customElements.define("ag-cost-list", CostList);
