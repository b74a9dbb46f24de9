// One-time codes of an authenticator app, and the codes that help when it is lost.

import { html, nothing } from "lit";
import { get, post } from "../api.js";
import { t } from "../i18n.js";
import { badge, button } from "../kit/button.js";
import "../kit/dialog.js";
import { field, formBody } from "../kit/field.js";
import { Form } from "../kit/form.js";
import { qrCode } from "../kit/qr.js";
import { loaded } from "../kit/states.js";
import { toast, toastProblem } from "../kit/toast.js";
import { Loader } from "../kit/view.js";
import { session } from "../session.js";
import { shownOnce } from "./access.js";
import { Page, panel } from "./page.js";

class SecondFactor extends Page {
  #state = new Loader(this, (signal) => get(this.#name, {}, signal));
  #step = "";
  #secret = null;
  #codes = [];
  #form = null;

  get #name() {
    return `${session.user?.name}/totp`;
  }

  connectedCallback() {
    super.connectedCallback();
    this.load();
  }

  load() {
    this.#state.run();
  }

  #open(step) {
    this.#step = step;
    this.#form = new Form(this, { code: "" });
    this.requestUpdate();
  }

  #close = () => {
    this.#step = "";
    this.#secret = null;
    this.#codes = [];
    this.requestUpdate();
    this.load();
  };

  #enrol = async () => {
    try {
      this.#secret = await post(`${this.#name}:enrol`, {});
      this.#open("enrol");
    } catch (problem) {
      toastProblem(problem);
    }
  };

  #confirm() {
    return this.#form.submit(async ({ code }) => {
      const answer = await post(`${this.#name}:confirm`, { code: code.replaceAll(" ", "") });
      this.#codes = answer.recoveryCodes ?? [];
      this.#open("codes");
    });
  }

  #disable() {
    return this.#form.submit(async ({ code }) => {
      await post(`${this.#name}:disable`, { code: code.trim() });
      toast(t("totp.offDone"));
      this.#close();
    });
  }

  #code(hint, inputmode) {
    return field(this.#form, {
      name: "code",
      label: t("totp.code"),
      hint,
      inputmode,
      autocomplete: "one-time-code",
      required: true,
    });
  }

  #enrolment() {
    const { otpauthUri, secret } = this.#secret;
    return html`<div class="stack">
      <p>${t("totp.scan")}</p>
      ${qrCode(otpauthUri, t("totp.picture"))}
      <p>
        ${t("totp.type")} <code class="anywhere">${secret.replace(/(.{4})(?=.)/g, "$1 ")}</code>
      </p>
      ${formBody(this.#form, {
        content: this.#code(t("totp.codeHint"), "numeric"),
        action: () => this.#confirm(),
        submit: t("totp.on"),
        cancel: this.#close,
      })}
    </div>`;
  }

  #dialog() {
    const contents = {
      enrol: () => this.#enrolment(),
      codes: () =>
        shownOnce({
          text: this.#codes.join("\n"),
          label: t("totp.codes"),
          warning: t("totp.codesOnce"),
          done: this.#close,
        }),
      disable: () =>
        formBody(this.#form, {
          content: this.#code(t("totp.disableHint")),
          action: () => this.#disable(),
          submit: t("totp.off"),
          cancel: this.#close,
        }),
    };
    return html`<ag-dialog
      id="second-factor"
      .heading=${t("totp.title")}
      .open=${this.#step !== ""}
      .content=${this.#step ? contents[this.#step]() : ""}
      @dismiss=${this.#close}
    ></ag-dialog>`;
  }

  #summary(totp) {
    const on = totp.state === "ON";
    return html`<p>
        ${on ? badge(t("totp.isOn"), "good") : badge(t("totp.isOff"), "warn")}
        <span class="soft">${t("totp.text")}</span>
      </p>
      ${on
        ? html`<p class="soft">${t("totp.left", { n: totp.recoveryCodeCount ?? 0 })}</p>`
        : nothing}
      <div class="row">
        ${on
          ? button({ label: t("totp.off"), kind: "danger", onClick: () => this.#open("disable") })
          : button({ label: t("totp.setUp"), kind: "primary", onClick: this.#enrol })}
      </div>`;
  }

  render() {
    return html`${panel(
      t("totp.title"),
      loaded(this.#state, (totp) => this.#summary(totp), { lines: 2 }),
    )}${this.#dialog()}`;
  }
}

customElements.define("ag-second-factor", SecondFactor);
