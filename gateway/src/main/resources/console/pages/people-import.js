// Importing people: choose a file, say what its columns mean, try it without writing, then write.

import { html, nothing } from "lit";
import { get, list, post, requestId } from "../api.js";
import { t } from "../i18n.js";
import { field, formBody } from "../kit/field.js";
import { Form } from "../kit/form.js";
import * as format from "../kit/format.js";
import { toast } from "../kit/toast.js";
import { View } from "../kit/view.js";
import { FIELDS, base64, guessField, guessSeparator, parseCsv } from "./csv-file.js";
import { importResult } from "./people-import-result.js";

const FILE_MAX = 3 * 1024 * 1024;
const PREVIEW = 3;
const ERRORS_SHOWN = 200;
const POLL_MILLIS = 400;
const SEPARATORS = { ",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe" };

const wait = (millis) => new Promise((done) => setTimeout(done, millis));

class PeopleImport extends View {
  static properties = { clientId: {}, open: { type: Boolean } };

  #file = null;
  #text = "";
  #header = [];
  #rows = [];
  #form = new Form(this);
  #result = null;
  #errors = [];
  #progress = null;

  willUpdate(changed) {
    if (changed.has("open") && this.open) {
      this.#restart();
    }
  }

  #restart() {
    this.#file = null;
    this.#result = null;
    this.#errors = [];
    this.#progress = null;
    this.#form = new Form(this);
    this.requestUpdate();
  }

  // The dialog draws the content and would be `this` of a plain method.
  #take = async (event) => {
    const [file] = event.target.files;
    if (!file) {
      return;
    }
    this.#form.errors = {};
    if (file.size > FILE_MAX || file.size === 0) {
      const size = format.number(file.size / 1024);
      this.#form.errors.file = t(file.size ? "import.tooLarge" : "import.empty", { size });
      return this.requestUpdate();
    }
    this.#file = file;
    this.#text = (await file.slice(0, 65_536).text()).replace(/^\ufeff/, "");
    this.#columns(guessSeparator(this.#text));
  };

  #columns(separator) {
    const [header = [], ...rows] = parseCsv(this.#text, separator, PREVIEW + 1);
    this.#header = header.map((column) => column.trim());
    this.#rows = rows;
    const used = new Set();
    const values = { separator, externalSystem: "" };
    this.#header.forEach((column, index) => {
      const guess = guessField(column);
      const twice = used.has(guess) && guess !== "EMAIL" && guess !== "PHONE";
      values[`column${index}`] = twice ? "" : guess;
      used.add(guess);
    });
    this.#form.reset(values);
  }

  #mappings(values) {
    return this.#header
      .map((column, index) => ({ column, field: values[`column${index}`] }))
      .filter(({ field: target }) => target);
  }

  #send(dryRun) {
    return this.#form.submit(async (values) => {
      const mappings = this.#mappings(values);
      const body = {
        import: {
          displayName: this.#file.name,
          mappings,
          separator: values.separator,
          externalSystem: mappings.some((one) => one.field === "EXTERNAL_ID")
            ? values.externalSystem
            : "",
          dryRun,
        },
        content: await base64(this.#file),
        requestId: this.#form.requestId,
      };
      this.#progress = await post(`clients/${this.clientId}/imports`, body);
      while (this.#progress.state === "RUNNING") {
        this.requestUpdate();
        await wait(POLL_MILLIS);
        this.#progress = await get(this.#progress.name);
      }
      const path = `${this.#progress.name}/errors`;
      const errors = await list(path, "errors", {}, { max: ERRORS_SHOWN });
      this.#errors = errors.items;
      this.#form.requestId = requestId();
      this.#result = this.#progress;
      if (!dryRun) {
        toast(t("import.done", { n: this.#result.createdRows ?? 0 }));
        this.dispatchEvent(new CustomEvent("changed"));
      }
    });
  }

  #choose() {
    const error = this.#form.errors.file;
    return html`<div class="field ${error ? "invalid" : ""}">
      <label for="import-file">${t("import.file")}</label>
      <input
        id="import-file"
        type="file"
        accept=".csv,text/csv"
        aria-describedby="import-file-hint ${error ? "import-file-error" : ""}"
        @change=${this.#take}
      />
      <p class="hint" id="import-file-hint">${t("import.fileHint")}</p>
      ${error ? html`<p class="error" id="import-file-error">${error}</p>` : nothing}
    </div>`;
  }

  #mapping() {
    const form = this.#form;
    const external = this.#header.some((_, i) => form.values[`column${i}`] === "EXTERNAL_ID");
    const options = [["", t("import.ignore")], ...FIELDS.map((one) => [one, t(`import.${one}`)])];
    const sample = (index) => this.#rows.map((row) => row[index]).filter(Boolean).join(" · ");
    const content = html`<p class="wide">${t("import.mapHint", { name: this.#file.name })}</p>
      <label class="inline-field wide"
        ><span>${t("import.separator")}</span>
        <select name="separator" @change=${(event) => this.#columns(event.target.value)}>
          ${Object.entries(SEPARATORS).map(
            ([key, name]) =>
              html`<option value=${key} .selected=${key === form.values.separator}>
                ${t(`import.separator.${name}`)}
              </option>`,
          )}
        </select></label
      >
      ${this.#header.map((column, index) =>
        field(form, {
          name: `column${index}`,
          label: column || t("import.nameless"),
          hint: sample(index).slice(0, 60),
          type: "select",
          options,
          plain: true,
        }),
      )}
      ${external
        ? field(form, {
            name: "externalSystem",
            label: t("import.system"),
            hint: t("import.systemHint"),
            required: true,
            wide: true,
          })
        : nothing}`;
    return formBody(form, {
      kind: "two",
      content,
      action: () => this.#send(true),
      submit: form.busy ? this.#progressText() : t("import.try"),
      cancel: () => this.#restart(),
    });
  }

  #progressText() {
    const { processedRows = 0, totalRows = 0 } = this.#progress ?? {};
    return t("import.running", {
      done: format.number(processedRows),
      all: format.number(totalRows),
    });
  }

  #outcome() {
    return importResult({
      form: this.#form,
      result: this.#result,
      errors: this.#errors,
      progress: this.#progressText(),
      onWrite: () => this.#send(false),
      onRestart: () => this.#restart(),
    });
  }

  #content() {
    const step = this.#result ? (this.#result.dryRun ? 2 : 3) : this.#file ? 1 : 0;
    return html`<div class="stack">
      <ol class="steps">
        ${["file", "map", "check", "write"].map(
          (name, index) =>
            html`<li aria-current=${index === step ? "step" : nothing}>
              ${t(`import.step.${name}`)}
            </li>`,
        )}
      </ol>
      ${this.#result ? this.#outcome() : this.#file ? this.#mapping() : this.#choose()}
    </div>`;
  }

  render() {
    return html`<ag-dialog
      id="import"
      kind="drawer"
      .heading=${t("import.title")}
      .open=${this.open}
      .content=${this.open ? this.#content() : ""}
      @dismiss=${(event) => {
        event.stopPropagation();
        this.dispatchEvent(new CustomEvent("dismiss"));
      }}
    ></ag-dialog>`;
  }
}

customElements.define("ag-people-import", PeopleImport);
