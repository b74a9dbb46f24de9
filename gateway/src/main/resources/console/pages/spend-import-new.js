// A new import: choose a file, say what cannot be seen in it, have it checked. Nothing counts yet.

import { html, nothing } from "lit";
import { get, idOf, post } from "../api.js";
import { t } from "../i18n.js";
import { field, formBody } from "../kit/field.js";
import { Form } from "../kit/form.js";
import * as format from "../kit/format.js";
import { notice } from "../kit/states.js";
import { View } from "../kit/view.js";
import { base64 } from "./csv-file.js";

const FILE_MAX = 6 * 1024 * 1024;
const POLL_MILLIS = 300;
const PROFILES = ["META", "LINKEDIN", "GOOGLE_ADS", "FREE"];
export const FIELDS = [
  "DAY",
  "LAST_DAY",
  "ACCOUNT",
  "ACCOUNT_ID",
  "CAMPAIGN",
  "CAMPAIGN_ID",
  "AD_SET",
  "AD_SET_ID",
  "AD",
  "AD_ID",
  "AMOUNT",
  "AMOUNT_MICROS",
  "CURRENCY",
  "REACH",
  "IMPRESSIONS",
  "LIKES",
  "COMMENTS",
  "SHARES",
  "NETWORK_CLICKS",
  "FOLLOWERS",
];

/** Waits until the suite has read or written what it has to. */
export async function settled(spendImport, tell = () => {}) {
  let now = spendImport;
  while (["CHECKING", "WRITING", "REVERTING"].includes(now.state)) {
    tell(now);
    await new Promise((done) => setTimeout(done, POLL_MILLIS));
    now = await get(now.name);
  }
  return now;
}

class SpendImportNew extends View {
  static properties = { frame: { attribute: false } };

  #file = null;
  /** Set when no column was recognised: then a person says what they are. */
  #columns = null;
  #form = new Form(this, { profile: "", channel: "", currency: "" });

  #take = (event) => {
    const [file] = event.target.files;
    this.#columns = null;
    this.#form.message = "";
    delete this.#form.errors.file;
    this.#file = file ?? null;
    if (file && (file.size === 0 || file.size > FILE_MAX)) {
      this.#file = null;
      const size = format.number(file.size / 1024);
      this.#form.errors.file = t(file.size ? "spend.tooLarge" : "import.empty", { size });
    }
    this.requestUpdate();
  };

  #mappings(values) {
    return (this.#columns ?? [])
      .map((column, index) => ({ column, field: values[`column${index}`] }))
      .filter(({ field: target }) => target);
  }

  #check() {
    if (!this.#file) {
      this.#form.errors.file = t("spend.choose");
      return this.requestUpdate();
    }
    return this.#form.submit(async (values) => {
      const made = await post(`clients/${idOf(this.frame.owner.name)}/spendImports`, {
        spendImport: {
          displayName: this.#file.name.slice(0, 200),
          profile: this.#columns ? "FREE" : values.profile || undefined,
          mappings: this.#mappings(values),
          currencyCode: values.currency,
          defaultChannel: values.channel,
        },
        content: await base64(this.#file),
        requestId: this.#form.requestId,
      });
      const result = await settled(made);
      if (result.state === "UNMAPPED") {
        this.#columns = result.columns ?? [];
        await post(`${result.name}:cancel`, {});
        this.#form.reset({ ...values });
        return;
      }
      this.dispatchEvent(new CustomEvent("made", { detail: idOf(result.name) }));
    });
  }

  #choose() {
    const error = this.#form.errors.file;
    return html`<div class="field wide ${error ? "invalid" : ""}">
      <label for="spend-file">${t("spend.file")}</label>
      <input
        id="spend-file"
        type="file"
        accept=".csv,.tsv,.txt,text/csv"
        aria-describedby="spend-file-hint ${error ? "spend-file-error" : ""}"
        @change=${this.#take}
      />
      <p class="hint" id="spend-file-hint">${t("spend.fileHint")}</p>
      ${error ? html`<p class="error" id="spend-file-error">${error}</p>` : nothing}
    </div>`;
  }

  #mapping() {
    const options = [["", t("import.ignore")], ...FIELDS.map((one) => [one, t(`spend.field.${one}`)])];
    return html`<div class="wide">${notice(t("spend.unmapped"), "warn")}</div>
      ${this.#columns.map((column, index) =>
        field(this.#form, {
          name: `column${index}`,
          label: column || t("import.nameless"),
          type: "select",
          options,
          plain: true,
        }),
      )}`;
  }

  render() {
    const active = this.frame.channels.filter((channel) => channel.active);
    const content = html`${this.#choose()}
      ${this.#columns
        ? this.#mapping()
        : field(this.#form, {
            name: "profile",
            label: t("spend.profile"),
            type: "select",
            plain: true,
            options: [
              ["", t("spend.profile.auto")],
              ...PROFILES.slice(0, -1).map((one) => [one, t(`spend.profile.${one}`)]),
            ],
          })}
      ${field(this.#form, {
        name: "channel",
        label: t("spend.channel"),
        hint: t("spend.channelHint"),
        type: "select",
        options: [["", t("costs.noChannel")], ...active.map(({ id, label }) => [id, label])],
      })}
      ${field(this.#form, {
        name: "currency",
        label: t("costs.currency"),
        hint: t("spend.currencyHint"),
        placeholder: this.frame.owner.currencyCode,
        check: (value) => (/^[A-Z]{3}$/.test(value) ? "" : t("rule.currency")),
      })}`;
    return formBody(this.#form, {
      kind: "two",
      content,
      action: () => this.#check(),
      submit: this.#form.busy ? t("spend.checking") : t("spend.check"),
    });
  }
}

customElements.define("ag-spend-import-new", SpendImportNew);
