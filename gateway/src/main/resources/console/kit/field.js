// Labelled controls. Hint and error are tied to the control, so that they are read with it.

import { html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import { t } from "../i18n.js";
import { button } from "./button.js";
import { icon } from "./icons.js";

function control(form, field, id, describedBy) {
  const { name, type = "text", required } = field;
  const value = form.values[name] ?? "";
  const invalid = form.errors[name] ? "true" : nothing;
  const take = (event) => form.set(name, event.target.value);
  if (type === "select") {
    return html`<select
      id=${id}
      name=${name}
      aria-describedby=${describedBy}
      aria-invalid=${invalid}
      ?required=${required}
      ?disabled=${field.disabled}
      @change=${take}
    >
      ${field.options.map(
        ([key, label]) =>
          html`<option value=${key} .selected=${live(key === value)}>${label}</option>`,
      )}
    </select>`;
  }
  if (type === "textarea") {
    return html`<textarea
      id=${id}
      name=${name}
      rows=${field.rows ?? 4}
      aria-describedby=${describedBy}
      aria-invalid=${invalid}
      ?required=${required}
      ?disabled=${field.disabled}
      .value=${live(value)}
      @input=${take}
    ></textarea>`;
  }
  return html`<input
    id=${id}
    name=${name}
    type=${type}
    inputmode=${field.inputmode ?? nothing}
    autocomplete=${field.autocomplete ?? "off"}
    placeholder=${field.placeholder ?? nothing}
    min=${field.min ?? nothing}
    max=${field.max ?? nothing}
    step=${field.step ?? nothing}
    list=${field.suggestions ? `${id}-list` : nothing}
    aria-describedby=${describedBy}
    aria-invalid=${invalid}
    ?required=${required}
    ?disabled=${field.disabled}
    .value=${live(value)}
    @input=${take}
  />${field.suggestions
    ? html`<datalist id="${id}-list">
        ${field.suggestions.map((one) => html`<option value=${one}></option>`)}
      </datalist>`
    : nothing}`;
}

/**
 * One field of a form. `path` is where the API has it when that differs from `name`; `check` answers
 * an error or nothing; `after` is drawn under the control; a `plain` label does not say "optional".
 */
export function field(form, options) {
  form.declare(options);
  const { name, label, hint, required, wide, after } = options;
  const id = `${form.id}-${name}`;
  const error = form.errors[name];
  const describedBy =
    [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ") || nothing;
  return html`<div class="field ${wide ? "wide" : ""} ${error ? "invalid" : ""}">
    <label for=${id}
      >${label}${required || options.plain ? nothing : html` <span class="optional">${t("form.optional")}</span>`}</label
    >
    ${control(form, options, id, describedBy)}
    ${hint ? html`<p class="hint" id="${id}-hint">${hint}</p>` : nothing}
    ${error ? html`<p class="error" id="${id}-error">${icon("warning")} ${error}</p>` : nothing}
    ${after ?? nothing}
  </div>`;
}

/** Choices that are all in sight; the arrow keys move between them as in any group of radios. */
export function choices({ name, label, options, value, onChange, error, hideLabel = false }) {
  return html`<fieldset class="choices" ?data-invalid=${Boolean(error)}>
    <legend class=${hideLabel ? "visually-hidden" : ""}>${label}</legend>
    <div class="choice-row">
      ${options.map(
        ([key, text, tone]) =>
          html`<label class="choice ${tone ?? ""}"
            ><input
              type="radio"
              name=${name}
              value=${key}
              .checked=${live(key === value)}
              @change=${() => onChange(key)}
            /><span>${text}</span></label
          >`,
      )}
    </div>
    ${error ? html`<p class="error">${icon("warning")} ${error}</p>` : nothing}
  </fieldset>`;
}

/** Any number of choices; `hint` says what none of them means. */
export const checks = ({ name, label, hint, options, values, onChange }) =>
  html`<fieldset class="choices" aria-describedby="${name}-hint">
    <legend>${label}</legend>
    <p class="hint" id="${name}-hint">${hint}</p>
    <div class="choice-row">
      ${options.map(
        ([key, text]) =>
          html`<label class="choice"
            ><input
              type="checkbox"
              name=${name}
              value=${key}
              .checked=${live(values.includes(key))}
              @change=${(event) =>
                onChange(
                  event.target.checked ? [...values, key] : values.filter((one) => one !== key),
                )}
            /><span>${text}</span></label
          >`,
      )}
    </div>
  </fieldset>`;

/** The form around the fields: message, fields, buttons. */
export const formBody = (form, { content, action, submit, cancel, kind = "" }) =>
  html`<form
    class="form ${kind}"
    novalidate
    @submit=${(event) => {
      event.preventDefault();
      action();
    }}
  >
    ${form.message ? html`<div class="notice bad" role="alert">${form.message}</div>` : nothing}
    ${content}
    <div class="form-actions">
      ${button({ label: submit, kind: "primary", type: "submit", busy: form.busy })}
      ${cancel ? button({ label: t("form.cancel"), kind: "quiet", onClick: cancel }) : nothing}
    </div>
  </form>`;
