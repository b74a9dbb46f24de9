// Tracked links of a client: short addresses that count the click.

import { html, nothing } from "lit";
import { idOf, list, post } from "../api.js";
import { addDays, local, today } from "../days.js";
import { t } from "../i18n.js";
import { button } from "../kit/button.js";
import { field, formBody } from "../kit/field.js";
import { Form } from "../kit/form.js";
import * as format from "../kit/format.js";
import { emptyState, loaded } from "../kit/states.js";
import "../kit/dialog.js";
import "../kit/table.js";
import { tabs } from "../kit/tabs.js";
import { toast } from "../kit/toast.js";
import { Loader } from "../kit/view.js";
import { href, router } from "../router.js";
import { session } from "../session.js";
import { channels, client } from "../store.js";
import { copy } from "./copy.js";
import { Page, channelMark, pageHead, panel } from "./page.js";
import "./sites.js";

const MAX = 500;

/** As far back as one report reaches. */
const DAYS_MAX = 1_099;

/** Clicks by the place that a link is for, and how many links share that place. */
async function clicksOf(clientId, zone, links, signal) {
  const now = today(zone);
  const report = await post(
    `clients/${clientId}/reports:query`,
    {
      fromDate: addDays(now, -DAYS_MAX),
      toDate: now,
      groupBy: ["CHANNEL", "CAMPAIGN", "POST"],
      pageSize: 10_000,
      waitForApplied: true,
    },
    {},
    { signal },
  );
  const clicks = new Map(
    (report.rows ?? []).map((row) => [placeOf(row), Number(row.figures?.clicks ?? 0)]),
  );
  const shared = new Map();
  for (const link of links) {
    shared.set(placeOf(link), (shared.get(placeOf(link)) ?? 0) + 1);
  }
  return { clicks, shared };
}

const placeOf = ({ channel = "", campaign = "", post: ofPost = "" }) =>
  [channel, campaign, ofPost].join("/");

const createdDay = (instant, zone) =>
  html`<time datetime=${instant} title=${format.dateTime(instant, zone)}
    >${format.numericDay(local(instant, zone).day)}</time
  >`;

class Links extends Page {
  #form = null;
  #data = new Loader(this, async (signal) => {
    const path = `clients/${this.clientId}`;
    const [owner, links, all, posts] = await Promise.all([
      client(this.clientId),
      list(`${path}/links`, "links", {}, { max: MAX, signal }),
      channels(this.clientId),
      list(`${path}/posts`, "posts", {}, { signal }),
    ]);
    return {
      owner,
      links: links.items,
      more: links.more,
      channels: all,
      posts: new Map(posts.items.map((one) => [idOf(one.name), one])),
      ...(await clicksOf(this.clientId, owner.timeZone, links.items, signal)),
    };
  });

  load() {
    if (this.clientId) {
      this.#data.run();
    }
  }

  routed(before) {
    if (before?.id !== this.clientId) {
      this.#data.reset();
      this.load();
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
    return this.#form.submit(async ({ target, channel, campaign, post: ofPost }) => {
      const body = { targetUrl: target, channel, campaign, post: ofPost };
      const query = { requestId: this.#form.requestId };
      const link = await post(`clients/${this.clientId}/links`, body, query);
      toast(t("link.created"), {
        action: { label: t("copy.label"), run: () => copy(location.origin + link.shortUrlPath) },
      });
      this.#close();
      this.load();
    });
  }

  #fields({ channels: all, posts }) {
    const chosen = `clients/${this.clientId}/channels/${this.#form.values.channel}`;
    const ofChannel = [...posts.entries()].filter(([, one]) => one.channel === chosen).reverse();
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
    ${field(this.#form, {
      name: "campaign",
      label: t("post.campaign"),
      check: (value) => (/^[^/\s]*$/.test(value) ? "" : t("rule.noBlanks")),
    })}
    ${field(this.#form, {
      name: "post",
      label: t("link.post"),
      hint: t("link.postHint"),
      type: "select",
      wide: true,
      options: [["", t("link.noPost")], ...ofChannel.map(([id, one]) => [id, postTitle(one)])],
    })}`;
  }

  #clicks({ clicks, shared }, link) {
    const place = placeOf(link);
    const count = format.number(clicks.get(place) ?? 0);
    return shared.get(place) > 1
      ? html`<span title=${t("link.shared", { n: shared.get(place) })}
          >${count} <span class="soft small">${t("link.together")}</span></span
        >`
      : count;
  }

  #table(data) {
    const { links, channels: all, posts } = data;
    const channelOf = (id) => all.find((channel) => channel.id === id);
    const columns = [
      {
        key: "short",
        label: t("link.short"),
        draw: (link) =>
          html`<span class="nowrap"
            ><code title=${link.shortUrlPath}>/r/…${link.code.split(".").pop()}</code> ${button({
              label: t("copy.link"),
              icon: "copy",
              iconOnly: true,
              kind: "quiet",
              small: true,
              onClick: () => copy(location.origin + link.shortUrlPath),
            })}</span
          >`,
      },
      {
        key: "clicks",
        label: t("link.clicks"),
        align: "end",
        sort: (link) => data.clicks.get(placeOf(link)) ?? 0,
        draw: (link) => this.#clicks(data, link),
      },
      {
        key: "target",
        label: t("link.target"),
        draw: (link) =>
          html`<span class="clip" title=${link.targetUrl}
            >${link.targetUrl.replace(/^https?:\/\/(www\.)?/, "")}</span
          >`,
      },
      {
        key: "channel",
        label: t("post.channel"),
        sort: (link) => link.channel,
        draw: (link) =>
          html`<span class="nowrap"
            >${channelMark(channelOf(link.channel))}${channelOf(link.channel)?.label ??
            link.channel}</span
          >`,
      },
      {
        key: "campaign",
        label: t("post.campaign"),
        sort: (link) => link.campaign ?? "",
        draw: (link) => link.campaign || "–",
      },
      {
        key: "post",
        label: t("link.post"),
        draw: (link) =>
          link.post
            ? html`<a class="clip" href=${href("calendar", this.clientId, { post: link.post })}
                >${posts.get(link.post)?.title ?? link.post}</a
              >`
            : "–",
      },
      {
        key: "created",
        label: t("link.created.at"),
        sort: (link) => link.createTime,
        draw: (link) => createdDay(link.createTime, data.owner.timeZone),
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
    const data = this.#data.data;
    const tab = this.route.query.get("tab") === "sites" ? "sites" : "links";
    const links = () =>
      panel(
        t("client.links"),
        loaded(this.#data, (shown) =>
          shown.links.length
            ? html`${this.#table(shown)}${shown.more
                ? html`<p class="soft small">${t("table.first", { n: MAX })}</p>`
                : nothing}`
            : none,
        ),
        { kind: "flush", actions: may ? create : nothing },
      );
    return html`<div class="page">
      ${pageHead(t("nav.links"), { sub: data?.owner.displayName ?? "" })}
      ${tabs({
        label: t("costs.sections"),
        current: tab,
        items: ["links", "sites"].map((key) => ({
          key,
          text: t(key === "links" ? "client.links" : "site.title"),
          to: href("links", this.clientId, { tab: key }),
        })),
      })}
      ${tab === "links" ? links() : nothing}
      ${tab === "sites" && data
        ? html`<ag-sites .route=${this.route} .owner=${data.owner}></ag-sites>`
        : nothing}
      <ag-dialog
        id="new-link"
        .heading=${t("link.new")}
        .open=${Boolean(this.#form && this.#data.data)}
        .content=${this.#form && this.#data.data
          ? formBody(this.#form, {
              kind: "two",
              content: this.#fields(this.#data.data),
              action: () => this.#create(),
              submit: t("link.create"),
              cancel: this.#close,
            })
          : ""}
        @dismiss=${this.#close}
      ></ag-dialog>
    </div>`;
  }
}

function postTitle({ title, plannedLocalTime = "" }) {
  const day = plannedLocalTime.slice(0, 10);
  return day ? `${format.day(day, { day: "numeric", month: "short" })} ${title}` : title;
}

customElements.define("ag-links", Links);
