// Imports of the platforms' exports: what there were, a new one, one of them with its figures.

import { html, nothing } from "lit";
import { get, idOf } from "../api.js";
import { t } from "../i18n.js";
import { badge, button } from "../kit/button.js";
import "../kit/dialog.js";
import * as format from "../kit/format.js";
import { paged, Pager } from "../kit/pager.js";
import { emptyState } from "../kit/states.js";
import "../kit/table.js";
import { router } from "../router.js";
import { session } from "../session.js";
import { Page, panel } from "./page.js";
import "./spend-import-new.js";
import "./spend-import-one.js";

const TONES = {
  READY: "info",
  UNMAPPED: "warn",
  SUCCEEDED: "good",
  CHECKING: "info",
  WRITING: "info",
  REVERTING: "info",
};

export const stateBadge = ({ state }) => badge(t(`spend.state.${state}`), TONES[state] ?? "neutral");

class SpendImports extends Page {
  static properties = { frame: { attribute: false } };

  #list = new Pager(this, async (pageToken) => {
    const path = `clients/${this.clientId}/spendImports`;
    const page = await get(path, { pageSize: 50, pageToken });
    return { items: page.spendImports, next: page.nextPageToken };
  });

  load() {
    this.#list.restart();
  }

  routed(before) {
    if (before?.id !== this.clientId) {
      this.#list.reset();
      this.load();
    }
  }

  #close = () => {
    router.with({ import: "" });
    this.load();
  };

  #open = (id) => router.with({ import: id }, { push: true });

  #columns() {
    const count = (key, read) => ({
      key,
      label: t(`spend.count.${key}`),
      align: "end",
      draw: (one) => format.number(read(one.counts ?? {})),
    });
    return [
      {
        key: "name",
        label: t("spend.file"),
        draw: (one) =>
          html`<button type="button" class="link-button" @click=${() => this.#open(idOf(one.name))}>
            ${one.displayName || t("spend.nameless")}
          </button>`,
      },
      { key: "profile", label: t("spend.profile"), draw: (one) => profileName(one.profile) },
      { key: "state", label: t("spend.state"), draw: stateBadge },
      count("created", (counts) => counts.created),
      count("changed", (counts) => counts.changed),
      count("refusedRows", (counts) => counts.refusedRows),
      {
        key: "time",
        label: t("spend.time"),
        draw: (one) => format.dateTime(one.createTime, this.frame.owner.timeZone),
      },
    ];
  }

  render() {
    const may = session.may(["OWNER", "PLANNER"], this.clientId);
    const wanted = this.route.query.get("import") ?? "";
    const create = button({
      label: t("spend.new"),
      icon: "upload",
      kind: "primary",
      onClick: () => this.#open("new"),
    });
    const none = emptyState({ title: t("spend.none"), text: t("spend.noneText") });
    return html`${panel(
        t("costs.tab.imports"),
        html`<p class="soft">${t("spend.intro")}</p>
          ${paged(
            this.#list,
            (imports) =>
              html`<ag-table
                .caption=${t("costs.tab.imports")}
                .columns=${this.#columns()}
                .rows=${imports}
              ></ag-table>`,
            none,
          )}`,
        { kind: "flush", actions: may ? create : nothing },
      )}
      <ag-dialog
        id="spend-import"
        kind="drawer"
        .heading=${wanted === "new" ? t("spend.new") : t("spend.title")}
        .open=${wanted !== ""}
        .content=${wanted === "new"
          ? html`<ag-spend-import-new
              .frame=${this.frame}
              @made=${({ detail }) => router.with({ import: detail })}
            ></ag-spend-import-new>`
          : html`<ag-spend-import-one
              .frame=${this.frame}
              .name=${`clients/${this.clientId}/spendImports/${wanted}`}
              .may=${may}
            ></ag-spend-import-one>`}
        @dismiss=${this.#close}
      ></ag-dialog>`;
  }
}

export const profileName = (profile) =>
  profile && profile !== "PROFILE_UNSPECIFIED" ? t(`spend.profile.${profile}`) : "–";

customElements.define("ag-spend-imports", SpendImports);
