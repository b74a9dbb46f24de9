// Tracked links of a client: short addresses that count the click.

import { html, nothing } from "lit";
import { list, post } from "../api.js";
import { t } from "../i18n.js";
import { button } from "../kit/button.js";
import { field, formBody } from "../kit/field.js";
import { Form } from "../kit/form.js";
import * as format from "../kit/format.js";
import { emptyState, loaded } from "../kit/states.js";
import "../kit/table.js";
import { toast } from "../kit/toast.js";
import { Loader } from "../kit/view.js";
import { router } from "../router.js";
import { session } from "../session.js";
import { channels } from "../store.js";
import { Page, channelMark, panel } from "./page.js";

const MAX = 500;

export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    toast(t("copy.done"));
  } catch {
    toast(t("copy.failed"), { tone: "bad" });
  }
}

class ClientLinks extends Page {
  #form = null;
  #data = new Loader(this, async (signal) => {
    const path = `clients/${this.clientId}/links`;
    const [links, all] = await Promise.all([
      list(path, "links", {}, { max: MAX, signal }),
      channels(this.clientId),
    ]);
    return { links: links.items.reverse(), more: links.more, channels: all };
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
      this.#form = new Form(this, { channel: "" });
    } else if (!wanted) {
      this.#form = null;
    }
  }

  #close = () => router.with({ new: "" });

  #create() {
    return this.#form.submit(async ({ target, channel, campaign }) => {
      const body = { targetUrl: target, channel, campaign };
      const query = { requestId: this.#form.requestId };
      const link = await post(`clients/${this.clientId}/links`, body, query);
      toast(t("link.created"), {
        action: { label: t("copy.label"), run: () => copy(location.origin + link.shortUrlPath) },
      });
      this.#close();
      this.load();
    });
  }

  #fields(all) {
    const active = all.filter((channel) => channel.active);
    return html`${field(this.#form, {
      name: "target",
      label: t("link.target"),
      hint: t("link.targetHint"),
      path: "targetUrl",
      type: "url",
      placeholder: "https://",
      required: true,
      wide: true,
      check: (value) => (/^https?:\/\/[^\s/]+\S*$/.test(value) ? "" : t("rule.url")),
    })}
    ${field(this.#form, {
      name: "channel",
      label: t("post.channel"),
      type: "select",
      options: [["", t("form.choose")], ...active.map(({ id, label }) => [id, label])],
      required: true,
    })}
    ${field(this.#form, { name: "campaign", label: t("post.campaign") })}`;
  }

  #table({ links, channels: all }) {
    const channelOf = (id) => all.find((channel) => channel.id === id);
    const columns = [
      {
        key: "short",
        label: t("link.short"),
        draw: (link) =>
          html`<code>${link.shortUrlPath}</code> ${button({
              label: t("copy.link"),
              icon: "copy",
              iconOnly: true,
              kind: "quiet",
              small: true,
              onClick: () => copy(location.origin + link.shortUrlPath),
            })}`,
      },
      { key: "target", label: t("link.target"), draw: (link) => shorten(link.targetUrl) },
      {
        key: "channel",
        label: t("post.channel"),
        sort: (link) => link.channel,
        draw: (link) =>
          html`${channelMark(channelOf(link.channel))}${channelOf(link.channel)?.label ?? link.channel}`,
      },
      { key: "campaign", label: t("post.campaign"), draw: (link) => link.campaign || "–" },
      {
        key: "created",
        label: t("link.created.at"),
        sort: (link) => link.createTime,
        draw: (link) => format.dateTime(link.createTime),
      },
    ];
    return html`<ag-table .caption=${t("client.links")} .columns=${columns} .rows=${links}></ag-table>`;
  }

  render() {
    const may = session.may(["OWNER", "PLANNER", "COMMUNITY_MANAGER"], this.clientId);
    const create = button({
      label: t("link.new"),
      icon: "plus",
      kind: "primary",
      onClick: () => router.with({ new: "1" }, { push: true }),
    });
    const none = emptyState({ title: t("link.none"), text: t("link.noneText") });
    return html`${panel(
        t("client.links"),
        loaded(this.#data, (data) =>
          data.links.length
            ? html`${this.#table(data)}${data.more
                ? html`<p class="soft small">${t("table.first", { n: MAX })}</p>`
                : nothing}`
            : none,
        ),
        { kind: "flush", actions: may ? create : nothing },
      )}<ag-dialog
        id="new-link"
        .heading=${t("link.new")}
        .open=${Boolean(this.#form && this.#data.data)}
        .content=${this.#form && this.#data.data
          ? formBody(this.#form, {
              kind: "two",
              content: this.#fields(this.#data.data.channels),
              action: () => this.#create(),
              submit: t("link.create"),
              cancel: this.#close,
            })
          : ""}
        @dismiss=${this.#close}
      ></ag-dialog>`;
  }
}

const shorten = (url) => (url.length > 60 ? `${url.slice(0, 57)}…` : url);

customElements.define("ag-client-links", ClientLinks);
