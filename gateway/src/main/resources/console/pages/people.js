// The people whom a client knows: search, look at, import.

import { html, nothing } from "lit";
import { get, idOf } from "../api.js";
import { t } from "../i18n.js";
import { badge, button } from "../kit/button.js";
import "../kit/dialog.js";
import * as format from "../kit/format.js";
import { emptyState, loaded } from "../kit/states.js";
import "../kit/table.js";
import { toastProblem } from "../kit/toast.js";
import { Loader } from "../kit/view.js";
import { router } from "../router.js";
import { session } from "../session.js";
import { client } from "../store.js";
import { personName } from "./names.js";
import { Page, pageHead, panel } from "./page.js";
import "./people-import.js";

const PAGE_SIZE = 50;
const SEARCH_DELAY_MILLIS = 250;

class People extends Page {
  #data = new Loader(this, async (signal) => {
    const [owner, page] = await Promise.all([client(this.clientId), this.#page("", signal)]);
    return { owner, people: page.people ?? [], next: page.nextPageToken };
  });
  #person = new Loader(this, (signal) =>
    get(`clients/${this.clientId}/people/${this.route.query.get("person")}`, {}, signal),
  );
  #shown = "";
  #timer = 0;
  #busy = false;

  #page(pageToken, signal) {
    const query = { q: this.route.query.get("q") ?? "", pageSize: PAGE_SIZE, pageToken };
    return get(`clients/${this.clientId}/people`, query, signal);
  }

  load() {
    if (this.clientId) {
      this.#data.run();
    }
  }

  routed(before) {
    const { query } = this.route;
    const shown = `${this.clientId} ${query.get("q") ?? ""}`;
    if (before?.id !== this.clientId) {
      this.#data.reset();
    }
    if (shown !== this.#shown) {
      this.#shown = shown;
      this.load();
    }
    if (query.get("person") && query.get("person") !== before?.query.get("person")) {
      this.#person.reset().run();
    }
  }

  #search(event) {
    clearTimeout(this.#timer);
    const q = event.target.value.trim();
    this.#timer = setTimeout(() => router.with({ q }), SEARCH_DELAY_MILLIS);
  }

  async #more() {
    if (this.#busy) {
      return;
    }
    this.#busy = true;
    this.requestUpdate();
    try {
      const page = await this.#page(this.#data.data.next);
      const people = [...this.#data.data.people, ...(page.people ?? [])];
      Object.assign(this.#data.data, { people, next: page.nextPageToken });
    } catch (problem) {
      toastProblem(problem);
    }
    this.#busy = false;
    this.requestUpdate();
  }

  #table(people) {
    const columns = [
      {
        key: "name",
        label: t("person.name"),
        sort: personName,
        draw: (person) =>
          html`<button
            type="button"
            class="link-button"
            @click=${() => router.with({ person: idOf(person.name) }, { push: true })}
          >
            ${personName(person)}
          </button>`,
      },
      { key: "email", label: t("lead.email"), draw: (person) => person.emails?.[0]?.address ?? "–" },
      {
        key: "phone",
        label: t("lead.phone"),
        draw: (person) => person.phones?.[0]?.e164 || person.phones?.[0]?.raw || "–",
      },
      { key: "city", label: t("person.city"), draw: (person) => person.address?.city || "–" },
      {
        key: "stage",
        label: t("person.stage"),
        draw: (person) =>
          person.lifecycleStage && person.lifecycleStage !== "LIFECYCLE_STAGE_UNSPECIFIED"
            ? badge(t(`stage.${person.lifecycleStage}`), "info")
            : "–",
      },
      { key: "created", label: t("person.since"), draw: (p) => format.dateTime(p.createTime) },
    ];
    return html`<ag-table .caption=${t("nav.people")} .columns=${columns} .rows=${people}></ag-table>`;
  }

  #empty() {
    const may = session.may(["OWNER", "SALES"], this.clientId);
    return this.route.query.get("q")
      ? emptyState({ title: t("person.notFound"), text: t("person.notFoundText") })
      : emptyState({
          title: t("person.none"),
          text: t("person.noneText"),
          action: may ? this.#importButton("primary") : nothing,
        });
  }

  #importButton(kind) {
    return button({
      label: t("import.title"),
      icon: "upload",
      kind,
      onClick: () => router.with({ import: "1" }, { push: true }),
    });
  }

  render() {
    const { query } = this.route;
    const may = session.may(["OWNER", "SALES"], this.clientId);
    const data = this.#data.data;
    return html`<div class="page">
      ${pageHead(t("nav.people"), {
        sub: data?.owner.displayName,
        actions: may && data?.people.length ? this.#importButton("plain") : nothing,
      })}
      <div class="field search" role="search">
        <label for="people-search">${t("person.search")}</label>
        <input
          id="people-search"
          type="search"
          .value=${query.get("q") ?? ""}
          @input=${this.#search}
        />
      </div>
      ${panel(
        "",
        loaded(this.#data, ({ people, next }) =>
          people.length
            ? html`${this.#table(people)}
              ${next
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
      <ag-dialog
        id="person"
        kind="drawer"
        .heading=${t("person.title")}
        .open=${query.has("person")}
        .content=${query.has("person") ? loaded(this.#person, personFacts) : ""}
        @dismiss=${() => router.with({ person: "" })}
      ></ag-dialog>
      <ag-people-import
        .clientId=${this.clientId}
        .open=${query.has("import")}
        @dismiss=${() => router.with({ import: "" })}
        @changed=${() => this.load()}
      ></ag-people-import>
    </div>`;
  }
}

function personFacts(person) {
  const { address: a = {}, source = {} } = person;
  const street = [a.street, a.houseNumber].filter(Boolean).join(" ");
  const place = [a.postalCode, a.city].filter(Boolean).join(" ");
  const rows = [
    ...(person.emails ?? []).map((email) => [t("lead.email"), email.address]),
    ...(person.phones ?? []).map((phone) => [t("lead.phone"), phone.e164 || phone.raw]),
    [t("person.address"), [street, place, a.countryCode].filter(Boolean).join(", ")],
    [t("person.birthDate"), person.birthDate && format.numericDay(person.birthDate)],
    [t("person.job"), person.jobTitle],
    [t("person.source"), [source.channel, source.campaign].filter(Boolean).join(" · ")],
    [t("person.tags"), (person.tags ?? []).join(", ")],
    [t("person.note"), person.note],
    ...(person.externalIds ?? []).map(({ system, id }) => [system, id]),
    [t("person.since"), format.dateTime(person.createTime)],
  ];
  return html`<div class="stack">
    <h3>${personName(person)}</h3>
    <dl class="facts">
      ${rows
        .filter(([, value]) => value)
        .map(
          ([term, value]) =>
            html`<dt>${term}</dt>
              <dd>${value}</dd>`,
        )}
    </dl>
  </div>`;
}

customElements.define("ag-people", People);
