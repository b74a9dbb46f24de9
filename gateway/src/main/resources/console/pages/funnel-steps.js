// The steps of a funnel: as text of the address, as the API has them, and as rows that people change.

import { html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import { t } from "../i18n.js";
import { button } from "../kit/button.js";

export const STEPS_MIN = 2;
export const STEPS_MAX = 10;

const DETAILS = {
  VISIT: ["any", "channel", "campaign", "path", "pathPrefix"],
  PAGE_VIEW: ["any", "path", "pathPrefix"],
  CUSTOM: ["eventName"],
  FORM_SUBMIT: ["any", "path", "pathPrefix"],
  LEAD: ["any"],
  ORDER: ["any"],
  FIRST_ORDER: ["any"],
};

/** Kinds of steps; a session has no leads and orders. */
export const kinds = (bySession) =>
  Object.keys(DETAILS).filter((kind) => !bySession || !/LEAD|ORDER/.test(kind));

const SEPARATOR = "~";
const ESCAPED = "%7E";

const DEFAULT = [{ kind: "VISIT" }, { kind: "LEAD" }, { kind: "ORDER" }];
const SESSION_DEFAULT = [{ kind: "VISIT" }, { kind: "FORM_SUBMIT" }];

/** `VISIT.channel.blog~LEAD` as steps; what is no step is left away. */
export function parseSteps(text, bySession) {
  const steps = (text ?? "")
    .split(SEPARATOR)
    .map((one) => {
      const [kind, detail = "any", ...value] = one.split(".");
      return { kind, detail, value: value.join(".").replaceAll(ESCAPED, SEPARATOR) };
    })
    .filter(({ kind, detail }) => kinds(bySession).includes(kind) && DETAILS[kind].includes(detail))
    .slice(0, STEPS_MAX);
  const instead = bySession ? SESSION_DEFAULT : DEFAULT;
  return steps.length >= STEPS_MIN
    ? steps
    : instead.map((step) => ({ detail: "any", value: "", ...step }));
}

export const stepsText = (steps) =>
  steps
    .map(({ kind, detail, value }) => 
      detail === "any" ? kind : `${kind}.${detail}.${value.replaceAll(SEPARATOR, ESCAPED)}`,
    )
    .join(SEPARATOR);

/** False while a detail is chosen and not said. */
export const isComplete = ({ detail, value }) => detail === "any" || value !== "";

export const stepBody = ({ kind, detail, value }) =>
  detail === "any" ? { kind } : { kind, [detail]: value };

export function stepLabel({ kind, detail, value }, channels) {
  const name = t(`funnel.kind.${kind}`);
  if (detail === "any" || !value) {
    return name;
  }
  const shown =
    detail === "channel" ? (channels.find(({ id }) => id === value)?.label ?? value) : value;
  return `${name}: ${shown}${detail === "pathPrefix" ? " …" : ""}`;
}

function valueControl(step, index, { channels, suggestions, onChange }) {
  const take = (event) => onChange({ ...step, value: event.target.value.trim() });
  const label = t("funnel.value", { n: index + 1 });
  if (step.detail === "channel") {
    return html`<select name="value${index}" aria-label=${label} @change=${take}>
      <option value="" .selected=${live(step.value === "")}>${t("form.choose")}</option>
      ${channels.map(
        ({ id, label: name }) =>
          html`<option value=${id} .selected=${live(id === step.value)}>${name}</option>`,
      )}
    </select>`;
  }
  const options = step.detail === "eventName" ? suggestions.eventNames : suggestions.paths;
  const id = `funnel-value-${index}`;
  return html`<input
      name="value${index}"
      aria-label=${label}
      list=${`${id}-list`}
      autocomplete="off"
      maxlength="200"
      placeholder=${step.detail.startsWith("path") ? "/…" : ""}
      .value=${live(step.value)}
      @change=${take}
    />
    <datalist id="${id}-list">
      ${step.detail === "campaign" ? nothing : (options ?? []).map((one) => html`<option value=${one}></option>`)}
    </datalist>`;
}

/** One step; `onChange` gets the step as it shall be. */
export function stepRow(step, index, context) {
  const { count, bySession, onChange, onMove, onRemove } = context;
  const details = DETAILS[step.kind];
  return html`<li class="funnel-step">
    <span class="funnel-number" aria-hidden="true">${index + 1}</span>
    <select
      name="kind${index}"
      aria-label=${t("funnel.step", { n: index + 1 })}
      @change=${(event) =>
        onChange({ kind: event.target.value, detail: DETAILS[event.target.value][0], value: "" })}
    >
      ${kinds(bySession).map(
        (kind) =>
          html`<option value=${kind} .selected=${live(kind === step.kind)}>
            ${t(`funnel.kind.${kind}`)}
          </option>`,
      )}
    </select>
    ${details.length > 1
      ? html`<select
          name="detail${index}"
          aria-label=${t("funnel.detail", { n: index + 1 })}
          @change=${(event) => onChange({ ...step, detail: event.target.value, value: "" })}
        >
          ${details.map(
            (detail) =>
              html`<option value=${detail} .selected=${live(detail === step.detail)}>
                ${t(`funnel.detail.${detail}`)}
              </option>`,
          )}
        </select>`
      : nothing}
    ${step.detail === "any" ? nothing : valueControl(step, index, context)}
    <span class="row funnel-moves">
      ${button({
        label: t("funnel.up", { n: index + 1 }),
        icon: "up",
        iconOnly: true,
        kind: "quiet",
        disabled: index === 0,
        onClick: () => onMove(-1),
      })}
      ${button({
        label: t("funnel.down", { n: index + 1 }),
        icon: "down",
        iconOnly: true,
        kind: "quiet",
        disabled: index === count - 1,
        onClick: () => onMove(1),
      })}
      ${button({
        label: t("funnel.remove", { n: index + 1 }),
        icon: "close",
        iconOnly: true,
        kind: "quiet",
        disabled: count <= STEPS_MIN,
        onClick: onRemove,
      })}
    </span>
  </li>`;
}
