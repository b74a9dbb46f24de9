// The frame around the pages: header with client switcher, navigation, the page of the address.

import { html, nothing } from "lit";
import { html as staticHtml, unsafeStatic } from "lit/static-html.js";
import { t } from "./i18n.js";
import { icon } from "./kit/icons.js";
import { button } from "./kit/button.js";
import { skeleton } from "./kit/states.js";
import { toast, toastProblem } from "./kit/toast.js";
import { View } from "./kit/view.js";
import { arrive, goSignIn, isBeside, mayRenew, Refused, renew, signOut } from "./oauth.js";
import { keepRenewing } from "./renewal.js";
import { href, router } from "./router.js";
import { session } from "./session.js";
import { language, setLanguage, setTheme, settings, theme } from "./settings.js";
import { changes, clients } from "./store.js";
import "./kit/dialog.js";
import "./pages/sign-in.js";

const PAGES = [
  "today",
  "clients",
  "calendar",
  "leads",
  "people",
  "report",
  "funnel",
  "client-report",
  "costs",
  "links",
  "users",
  "keys",
  "security",
];
/** Pages for who is not signed in. */
const GATES = ["setup", "password"];
const ONE_CLIENT = new Set([
  "calendar",
  "leads",
  "people",
  "report",
  "funnel",
  "client-report",
  "costs",
  "links",
]);
const NO_CLIENT = new Set(["users", "keys", "security"]);
const OWNERS = new Set(["users", "keys"]);

class App extends View {
  #clients = null;
  #page = "";
  #entered = false;
  #failure = "";

  connectedCallback() {
    super.connectedCallback();
    router.addEventListener("change", () => this.#route());
    session.addEventListener("change", () => this.#route());
    changes.addEventListener("change", () => this.#readClients());
    this.#enter();
  }

  /** Takes the code of a sign-in, if the address brings one. */
  async #enter() {
    try {
      const asked = await arrive();
      if (asked?.popup) {
        close();
      }
      if (asked?.said) {
        toast(t(asked.said));
      }
    } catch (failure) {
      this.#fail(failure);
    }
    this.#entered = true;
    router.read();
  }

  /** By the session that there is, or by the sign-in page. */
  async #resume() {
    try {
      if (isBeside()) {
        return await goSignIn({ popup: true });
      }
      return mayRenew() ? await renew() : await goSignIn();
    } catch (failure) {
      return failure instanceof Refused ? goSignIn() : this.#fail(failure);
    }
  }

  #fail(failure) {
    this.#failure = failure instanceof Refused ? "signIn.failed" : "error.network";
    this.requestUpdate();
  }

  async #readClients() {
    try {
      this.#clients = await clients();
    } catch {
      // The page says what is wrong; the switcher stays as it is.
    }
    this.#route();
  }

  async #route() {
    if (!this.#entered) {
      return;
    }
    const { page, id, query } = router.route;
    if (GATES.includes(page)) {
      await import(`./pages/${page}.js`);
      return this.requestUpdate();
    }
    if (!session.user && !this.#page && !this.#failure) {
      if (isSecureContext) {
        return this.#resume();
      }
      this.#failure = "signIn.insecure";
    }
    if (session.user && !this.#clients) {
      this.#clients = [];
      return this.#readClients();
    }
    if (session.user && ONE_CLIENT.has(page) && !id && this.#clients.length) {
      const last = this.#clients.find((client) => client.id === settings.get("client"));
      return router.replace(page, (last ?? this.#clients[0]).id, Object.fromEntries(query));
    }
    if (id && settings.get("client") !== id) {
      settings.set("client", id);
    }
    const known = PAGES.includes(page) ? page : "today";
    if (session.user) {
      await import(`./pages/${known}.js`);
    }
    this.requestUpdate();
    await this.updateComplete;
    if (session.user) {
      this.#arrive(known);
    }
  }

  /** A new page gets the title and, unless it is the first, the focus. */
  async #arrive(page) {
    document.title = `${t(`nav.${page}`)} · Agency Suite`;
    if (this.#page && this.#page !== page) {
      const heading = this.querySelector("h1");
      heading?.focus({ preventScroll: true });
      scrollTo(0, 0);
    }
    this.#page = page;
  }

  async #signOut() {
    try {
      await signOut();
    } catch (failure) {
      if (!(failure instanceof Refused)) {
        return toastProblem({ status: 0 });
      }
    }
    await goSignIn({ back: href("today") });
  }

  #switcher(page, id) {
    if (!this.#clients?.length || NO_CLIENT.has(page)) {
      return nothing;
    }
    const all = !ONE_CLIENT.has(page);
    return html`<label class="switcher"
      ><span class="soft small">${t("shell.client")}</span>
      <select
        name="client"
        aria-label=${t("shell.client")}
        @change=${(event) => router.go(page, event.target.value)}
      >
        ${all ? html`<option value="" .selected=${!id}>${t("shell.allClients")}</option>` : nothing}
        ${this.#clients.map(
          (client) =>
            html`<option value=${client.id} .selected=${client.id === id}>
              ${client.displayName}
            </option>`,
        )}
      </select></label
    >`;
  }

  #head(page, id) {
    return html`<header class="head">
      <a class="brand" href=${href("today")} aria-label="Agency Suite"
        ><img src="/console/icon.svg" alt="" /><span>Agency Suite</span></a
      >
      ${this.#switcher(page, id)}
      <div class="head-end">
        ${preferences()}
        <span class="who">${session.user?.displayName || session.user?.email}</span>
        ${button({ label: t("shell.signOut"), kind: "quiet", onClick: () => this.#signOut() })}
      </div>
    </header>`;
  }

  #nav(page, id) {
    return html`<nav class="nav" aria-label=${t("shell.pages")}>
      <ul>
        ${visible().map(
          (key) =>
            html`<li>
              <a
                href=${href(key, ONE_CLIENT.has(key) ? id || settings.get("client") || "" : "")}
                aria-current=${key === page ? "page" : nothing}
                >${icon(key)}<span>${t(`nav.${key}`)}</span></a
              >
            </li>`,
        )}
      </ul>
    </nav>`;
  }

  render() {
    const { page: wanted, id } = router.route;
    if (GATES.includes(wanted)) {
      const tag = unsafeStatic(`ag-${wanted}`);
      const content = staticHtml`<${tag} .route=${router.route}></${tag}>`;
      return html`${gate(content)}<ag-toasts></ag-toasts>`;
    }
    if (!session.user && !this.#page) {
      return this.#failure
        ? gate(html`<ag-sign-in .failure=${this.#failure}></ag-sign-in>`)
        : gate(skeleton(3));
    }
    const page = PAGES.includes(wanted) ? wanted : "today";
    const tag = unsafeStatic(`ag-${page}`);
    const ready = customElements.get(`ag-${page}`);
    return html`<a class="skip" href="#main" @click=${skip}>${t("shell.skip")}</a>
      <div class="shell">
        ${this.#head(page, id)} ${this.#nav(page, id)}
        <main class="main" id="main" tabindex="-1">
          ${ready ? staticHtml`<${tag} .route=${router.route}></${tag}>` : nothing}
        </main>
      </div>
      <ag-dialog
        id="again"
        .heading=${t("signIn.again")}
        .open=${!session.user}
        .content=${html`<ag-sign-in again></ag-sign-in>`}
        @dismiss=${() => location.reload()}
      ></ag-dialog>
      <ag-toasts></ag-toasts>`;
  }
}

function skip(event) {
  event.preventDefault();
  (document.querySelector("#main h1") ?? document.querySelector("#main")).focus();
}

/** The pages that one may see. */
const visible = () => PAGES.filter((page) => !OWNERS.has(page) || ownsEverything());

const ownsEverything = () =>
  session.value?.grants?.some(
    (grant) => grant.role === "OWNER" && grant.client === "clients/-",
  ) ?? false;

/** Language and theme. */
const preferences = () =>
  html`<select
      name="language"
      aria-label=${t("shell.language")}
      @change=${(event) => setLanguage(event.target.value)}
    >
      <option value="de" lang="de" .selected=${language() === "de"}>Deutsch</option>
      <option value="en" lang="en" .selected=${language() === "en"}>English</option>
    </select>
    <select
      name="theme"
      aria-label=${t("shell.theme")}
      @change=${(event) => setTheme(event.target.value)}
    >
      ${["auto", "light", "dark"].map(
        (name) =>
          html`<option value=${name} .selected=${theme() === name}>${t(`theme.${name}`)}</option>`,
      )}
    </select>`;

const gate = (content) =>
  html`<main class="gate">
    <div class="gate-card">${content}</div>
    <div class="row">${preferences()}</div>
  </main>`;

keepRenewing();
customElements.define("ag-app", App);
