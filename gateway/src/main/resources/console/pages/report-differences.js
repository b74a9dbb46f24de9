// What makes the difference between a report as it was and as it became, item by item.

import { html, nothing } from "lit";
import { idOf, post } from "../api.js";
import { addDays, isDay, today } from "../days.js";
import { t } from "../i18n.js";
import { button } from "../kit/button.js";
import * as format from "../kit/format.js";
import { paged, Pager } from "../kit/pager.js";
import { emptyState } from "../kit/states.js";
import "../kit/table.js";
import { View } from "../kit/view.js";
import { href, router } from "../router.js";
import { figureName, figureText } from "./figure-names.js";
import { channelMark, panel } from "./page.js";

const PAGE_SIZE = 50;

class ReportDifferences extends View {
  static properties = {
    client: { attribute: false },
    channels: { attribute: false },
    question: { attribute: false },
    since: {},
  };

  #asked = "";
  #answer = null;
  #list = new Pager(this, async (pageToken) => {
    const { from, to, asOf } = this.question;
    const answer = await post(`clients/${this.client.id}/reports:compare`, {
      fromDate: from,
      toDate: to,
      asOfBefore: this.since,
      ...(asOf ? { asOfAfter: asOf } : { waitForApplied: true }),
      pageSize: PAGE_SIZE,
      pageToken,
    });
    this.#answer = answer;
    return { items: answer.differences?.flatMap(rows), next: answer.nextPageToken };
  });

  willUpdate() {
    const { from, to, asOf } = this.question;
    const asked = [this.client.id, from, to, asOf, this.since].join();
    if (asked !== this.#asked) {
      this.#asked = asked;
      this.#answer = null;
      this.#list.reset().restart();
    }
  }

  #item({ kind, name }) {
    const id = idOf(name);
    const what = t(`diff.kind.${kind}`);
    if (kind === "POST") {
      return html`<a href=${href("calendar", this.client.id, { post: id })}>${what}</a>`;
    }
    if (kind === "LEAD") {
      return html`<a href=${href("leads", this.client.id, { lead: id })}>${what}</a>`;
    }
    return html`${what} ${id ? html`<span class="soft small">…${id.slice(-6)}</span>` : nothing}`;
  }

  #columns() {
    const value = (key, read, options) => ({
      key,
      label: t(`diff.${key}`),
      align: "end",
      draw: (row) =>
        figureText(row.figure.figure, read(row.figure), row.figure.currencyCode, options),
    });
    const channelOf = (id) => this.channels.find((one) => one.id === id);
    return [
      { key: "item", label: t("diff.item"), draw: (row) => this.#item(row.item) },
      {
        key: "day",
        label: t("costs.day"),
        draw: (row) => html`<span class="nowrap">${format.numericDay(row.figure.date)}</span>`,
      },
      {
        key: "channel",
        label: t("post.channel"),
        draw: ({ figure: { channel, other } }) =>
          other
            ? t("report.other")
            : channel
              ? html`<span class="nowrap"
                  >${channelMark(channelOf(channel))}${channelOf(channel)?.label ?? channel}</span
                >`
              : t("report.direct"),
      },
      { key: "figure", label: t("report.figure"), draw: (row) => figureName(row.figure.figure) },
      value("before", (figure) => figure.before ?? 0),
      value("after", (figure) => figure.after ?? 0),
      value("change", (figure) => Number(figure.after ?? 0) - Number(figure.before ?? 0), {
        signed: true,
      }),
    ];
  }

  #totals() {
    const changes = (this.#answer?.changes ?? []).filter((one) => Number(one.difference ?? 0));
    return changes.length
      ? html`<dl class="facts">
          ${changes.map(
            (change) =>
              html`<dt>${figureName(change.figure)}</dt>
                <dd>
                  ${figureText(change.figure, change.difference, this.#answer.currencyCode, {
                    signed: true,
                  })}
                </dd>`,
          )}
        </dl>`
      : nothing;
  }

  render() {
    const { asOf } = this.question;
    const latest = addDays(asOf || today(this.client.timeZone), -1);
    const none = emptyState({ title: t("diff.none"), text: t("diff.noneText") });
    const after = asOf ? t("diff.asOf", { day: format.numericDay(asOf) }) : t("diff.now");
    return panel(
      t("diff.title"),
      html`<div class="filters">
          <label class="inline-field"
            ><span>${t("diff.since")}</span>
            <input
              type="date"
              name="since"
              max=${latest}
              .value=${this.since}
              @change=${(event) =>
                isDay(event.target.value) && router.with({ since: event.target.value })}
            />
          </label>
        </div>
        <p class="soft">
          ${t("diff.intro", { before: format.numericDay(this.since), after })}
        </p>
        ${this.#totals()}
        ${paged(
          this.#list,
          (items) =>
            html`<ag-table .caption=${t("diff.title")} .columns=${this.#columns()} .rows=${items}>
            </ag-table>`,
          none,
        )}`,
      {
        kind: "flush",
        actions: button({
          label: t("form.close"),
          kind: "quiet",
          onClick: () => router.with({ since: "" }),
        }),
      },
    );
  }
}

const rows = (item) => (item.figures ?? []).map((figure) => ({ item, figure }));

customElements.define("ag-report-differences", ReportDifferences);
