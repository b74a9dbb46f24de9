// The channels of a client.

import { html, nothing } from "lit";
import { post } from "../api.js";
import { t } from "../i18n.js";
import { badge, button } from "../kit/button.js";
import { field, formBody } from "../kit/field.js";
import { Form } from "../kit/form.js";
import * as format from "../kit/format.js";
import { emptyState, loaded } from "../kit/states.js";
import "../kit/table.js";
import { toast, toastProblem } from "../kit/toast.js";
import { Loader } from "../kit/view.js";
import { router } from "../router.js";
import { session } from "../session.js";
import { channels, channelTypes, forget, team } from "../store.js";
import { Page, channelMark, panel } from "./page.js";

class ClientChannels extends Page {
  #form = null;
  #data = new Loader(this, async () => {
    const [list, types, members] = await Promise.all([
      channels(this.clientId),
      channelTypes(),
      team(),
    ]);
    return { list, types, members };
  });

  load() {
    this.#data.run();
  }

  routed(before) {
    if (before?.id !== this.clientId) {
      this.#data.reset().run();
    }
    const wanted = this.route.query.has("new");
    if (wanted && !this.#form) {
      this.#form = new Form(this, { type: "", member: "" });
    } else if (!wanted) {
      this.#form = null;
    }
  }

  #close = () => router.with({ new: "" });

  #create() {
    return this.#form.submit(async (values) => {
      const body = {
        channelType: values.type,
        displayName: values.name,
        handle: values.handle,
        url: values.url,
        defaultTeamMember: values.member,
      };
      if (values.weeklyHours) {
        body.weeklyBaseMinutes = Math.round(Number(values.weeklyHours) * 60);
      }
      await post(`clients/${this.clientId}/channels`, body, { requestId: this.#form.requestId });
      toast(t("channel.created"));
      forget(`channels/${this.clientId}`);
      this.#close();
    });
  }

  async #archive(channel) {
    try {
      await post(`${channel.name}:archive`, { etag: channel.etag });
      toast(t("channel.archived", { name: channel.label }));
      forget(`channels/${this.clientId}`);
    } catch (problem) {
      toastProblem(problem);
    }
  }

  #fields({ types, members }) {
    const form = this.#form;
    const options = [...types.values()].map((type) => [type.name, type.displayName]);
    return html`${field(form, {
      name: "type",
      label: t("channel.type"),
      type: "select",
      path: "channelType",
      options: [["", t("form.choose")], ...options],
      required: true,
    })}
    ${field(form, {
      name: "name",
      label: t("channel.name"),
      path: "displayName",
      hint: t("channel.nameHint"),
    })}
    ${field(form, { name: "handle", label: t("channel.handle"), placeholder: "@brauhaus" })}
    ${field(form, { name: "url", label: t("channel.url"), type: "url", placeholder: "https://" })}
    ${field(form, {
      name: "member",
      label: t("channel.member"),
      type: "select",
      path: "defaultTeamMember",
      options: [["", t("channel.nobody")], ...members.map((m) => [m.name, m.displayName])],
    })}
    ${field(form, {
      name: "weeklyHours",
      label: t("channel.weeklyHours"),
      hint: t("channel.weeklyHoursHint"),
      type: "number",
      path: "weeklyBaseMinutes",
      min: 0,
      max: 168,
      step: "0.25",
      inputmode: "decimal",
    })}`;
  }

  #table({ list, types, members }, may) {
    const nameOf = (name) => members.find((one) => one.name === name)?.displayName ?? "–";
    const columns = [
      {
        key: "name",
        label: t("channel.name"),
        sort: (channel) => channel.label,
        draw: (channel) => html`${channelMark(channel)}${channel.label}`,
      },
      {
        key: "type",
        label: t("channel.type"),
        draw: (channel) => types.get(channel.channelType)?.displayName ?? channel.channelType,
      },
      {
        key: "handle",
        label: t("channel.handle"),
        draw: (channel) =>
          channel.url
            ? html`<a href=${channel.url} target="_blank" rel="noopener noreferrer"
                >${channel.handle || channel.url}</a
              >`
            : channel.handle || "–",
      },
      {
        key: "member",
        label: t("channel.member"),
        draw: (channel) => nameOf(channel.defaultTeamMember),
      },
      {
        key: "hours",
        label: t("channel.weeklyHours"),
        align: "end",
        draw: (channel) =>
          channel.weeklyBaseMinutes ? format.hours(channel.weeklyBaseMinutes) : "–",
      },
      {
        key: "action",
        label: t("table.actions"),
        draw: (channel) =>
          !channel.active
            ? badge(t("client.state.ARCHIVED"))
            : may
              ? button({
                  label: t("channel.archive"),
                  small: true,
                  onClick: () => this.#archive(channel),
                })
              : nothing,
      },
    ];
    return html`<ag-table .caption=${t("client.channels")} .columns=${columns} .rows=${list}></ag-table>`;
  }

  render() {
    const may = session.may(["OWNER", "PLANNER"], this.clientId);
    const create = button({
      label: t("channel.new"),
      icon: "plus",
      kind: "primary",
      onClick: () => router.with({ new: "1" }, { push: true }),
    });
    const none = emptyState({ title: t("channel.none"), text: t("channel.noneText") });
    return html`${panel(
        t("client.channels"),
        loaded(this.#data, (data) => (data.list.length ? this.#table(data, may) : none)),
        { kind: "flush", actions: may ? create : nothing },
      )}<ag-dialog
        id="new-channel"
        .heading=${t("channel.new")}
        .open=${Boolean(this.#form && this.#data.data)}
        .content=${this.#form && this.#data.data
          ? formBody(this.#form, {
              kind: "two",
              content: this.#fields(this.#data.data),
              action: () => this.#create(),
              submit: t("channel.create"),
              cancel: this.#close,
            })
          : ""}
        @dismiss=${this.#close}
      ></ag-dialog>`;
  }
}

customElements.define("ag-client-channels", ClientChannels);
