// What the lists of costs, insights and exchange rates have in common: days, pages, a form for a new
// one, and taking one back.

import { html, nothing } from "lit";
import { get, post, remove } from "../api.js";
import { isDay, today } from "../days.js";
import { t } from "../i18n.js";
import { button } from "../kit/button.js";
import "../kit/date-range.js";
import { PRESETS, presetRange } from "../kit/date-range.js";
import "../kit/dialog.js";
import { formBody } from "../kit/field.js";
import { Form } from "../kit/form.js";
import { Pager } from "../kit/pager.js";
import { toast, toastProblem } from "../kit/toast.js";
import { router } from "../router.js";
import { session } from "../session.js";
import { Page, channelMark } from "./page.js";

const PAGE_SIZE = 50;

export class DayList extends Page {
  static properties = { frame: { attribute: false } };

  form = null;
  list = new Pager(this, async (pageToken) => {
    const { from: fromDate, to: toDate } = this.range;
    const query = { fromDate, toDate, pageSize: PAGE_SIZE, pageToken };
    const page = await get(`clients/${this.clientId}/${this.collection}`, query);
    return { items: page[this.collection], next: page.nextPageToken };
  });
  #asked = "";

  /** Name of the collection; a subclass says it. */
  get collection() {
    return "";
  }

  /** The days that are shown first. */
  get usualRange() {
    return "last90";
  }

  /** Who may write. */
  get writers() {
    return ["OWNER", "PLANNER"];
  }

  /** The values of an empty form. */
  fresh() {
    return {};
  }

  get may() {
    return session.may(this.writers, this.clientId);
  }

  get zone() {
    return this.frame.owner.timeZone;
  }

  get today() {
    return today(this.zone);
  }

  get range() {
    const { query } = this.route;
    const custom =
      query.get("range") === "custom" && isDay(query.get("from")) && isDay(query.get("to"));
    const preset = PRESETS.includes(query.get("range")) ? query.get("range") : this.usualRange;
    return custom
      ? { preset: "custom", from: query.get("from"), to: query.get("to") }
      : { preset, ...presetRange(preset, this.zone) };
  }

  load() {
    this.list.restart();
  }

  routed(before) {
    const { query, id } = this.route;
    const asked = [id, ...["range", "from", "to"].map((name) => query.get(name))].join();
    if (before?.id !== id) {
      this.list.reset();
    }
    if (asked !== this.#asked) {
      this.#asked = asked;
      this.load();
    }
    if (query.has("new") && !this.form) {
      this.form = new Form(this, this.fresh());
    } else if (!query.has("new")) {
      this.form = null;
    }
  }

  close = () => router.with({ new: "" });

  create(body) {
    return this.form.submit(async (values) => {
      await post(`clients/${this.clientId}/${this.collection}`, {
        externalId: `console-${this.form.requestId}`,
        ...body(values),
      });
      toast(t("form.saved"));
      this.close();
      this.load();
    });
  }

  /** Takes one back; `again` sends it as it was. */
  async takeBack(item, again) {
    try {
      await remove(item.name);
      const undo = async () => {
        await again();
        toast(t("costs.returned"));
        this.load();
      };
      toast(t("costs.takenBack"), {
        action: { label: t("form.undo"), run: () => undo().catch(toastProblem) },
      });
      this.load();
    } catch (problem) {
      toastProblem(problem);
    }
  }

  /** The last column: taking back. */
  taking(run) {
    return this.may
      ? [
          {
            key: "take",
            label: html`<span class="visually-hidden">${t("table.actions")}</span>`,
            align: "end",
            draw: (item) =>
              button({ label: t("costs.takeBack"), kind: "quiet", small: true, onClick: () => run(item) }),
          },
        ]
      : [];
  }

  channelName(id) {
    const channel = this.frame.channels.find((one) => one.id === id);
    return id
      ? html`<span class="nowrap">${channelMark(channel)}${channel?.label ?? id}</span>`
      : html`<span class="soft">${t("costs.noChannel")}</span>`;
  }

  channelOptions(none) {
    const active = this.frame.channels.filter((channel) => channel.active);
    return [["", none], ...active.map(({ id, label }) => [id, label])];
  }

  days() {
    const { preset, from, to } = this.range;
    return html`<div class="filters">
      <ag-date-range
        .preset=${preset}
        .from=${from}
        .to=${to}
        @range=${({ detail }) =>
          router.with({ range: detail.preset, from: detail.from, to: detail.to })}
      ></ag-date-range>
    </div>`;
  }

  addButton(label) {
    return this.may
      ? button({
          label,
          icon: "plus",
          kind: "primary",
          onClick: () => router.with({ new: "1" }, { push: true }),
        })
      : nothing;
  }

  dialog(heading, content, body) {
    return html`<ag-dialog
      id="new-${this.collection}"
      .heading=${heading}
      .open=${Boolean(this.form)}
      .content=${this.form
        ? formBody(this.form, {
            kind: "two",
            content: content(),
            action: () => this.create(body),
            submit: t("form.save"),
            cancel: this.close,
          })
        : ""}
      @dismiss=${this.close}
    ></ag-dialog>`;
  }
}
