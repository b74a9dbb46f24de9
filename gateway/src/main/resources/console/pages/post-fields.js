// The fields of a post, with the counters of the network.

import { html, nothing } from "lit";
import { hasText, t } from "../i18n.js";
import { choices, field, formBody } from "../kit/field.js";
import { limitText, limitsOf } from "./text-limits.js";

export const CONTENT = [
  "channel",
  "title",
  "text",
  "linkTargetUrl",
  "format",
  "intention",
  "campaign",
  "plannedLocalTime",
  "responsible",
];

export const valuesOf = (stored) =>
  Object.fromEntries(CONTENT.map((name) => [name, stored[name] ?? ""]));

export function bodyOf(values) {
  const body = Object.fromEntries(CONTENT.map((name) => [name, values[name] ?? ""]));
  if (!body.intention) {
    body.intention = "INTENTION_UNSPECIFIED";
  }
  return body;
}

const TONES = {
  IN_REVIEW: "warn",
  REJECTED: "bad",
  APPROVED: "info",
  SCHEDULED: "info",
  HELD: "warn",
  PUBLISHED: "good",
};

export const stateTone = (state) => TONES[state] ?? "neutral";

const formatName = (key) => (hasText(`format.${key}`) ? t(`format.${key}`) : key);

/** Keeps the format fitting when the channel changes: the first that the network has. */
export const fitFormat = (channels, types) => (form, changed) => {
  if (changed === "channel") {
    const channel = channels().find(({ name }) => name === form.values.channel);
    const formats = types().get(channel?.channelType)?.formats ?? [];
    if (formats.length && !formats.includes(form.values.format)) {
      form.values = { ...form.values, format: formats[0] };
    }
  }
};

const counter = (limit) =>
  html`<p class="counter ${limit.over ? "over" : ""}" aria-live="polite">
    <span
      >${t(`limit.${limit.subject}`)}${limit.unit === "bytes" ? ` (${t("limit.bytes")})` : ""}${limit.over
        ? `: ${t("limit.over", { n: limit.used - limit.limit })}`
        : ""}</span
    >
    <span class="number">${limit.estimated ? "≈ " : ""}${limitText(limit)}</span>
  </p>`;

function network(form, { channels, types, writable, members }) {
  const usable = channels.filter(({ active, name }) => active || name === form.values.channel);
  const channel = channels.find(({ name }) => name === form.values.channel);
  const formats = types.get(channel?.channelType)?.formats ?? [];
  const known = formats.includes(form.values.format) || !form.values.format;
  return html`${field(form, {
    name: "channel",
    label: t("post.channel"),
    type: "select",
    options: [["", t("form.choose")], ...usable.map(({ name, label }) => [name, label])],
    required: true,
    disabled: !writable,
  })}
  ${field(form, {
    name: "format",
    label: t("post.format"),
    type: "select",
    options: [
      ["", t("form.choose")],
      ...(known ? formats : [form.values.format, ...formats]).map((one) => [one, formatName(one)]),
    ],
    required: true,
    disabled: !writable,
  })}
  ${field(form, {
    name: "responsible",
    label: t("post.responsible"),
    type: "select",
    options: [["", t("channel.nobody")], ...members.map((m) => [m.name, m.displayName])],
    disabled: !writable,
  })}`;
}

function words(form, { channels, types, writable }) {
  const channel = channels.find(({ name }) => name === form.values.channel);
  const limits = limitsOf(types.get(channel?.channelType), form.values);
  const of = (...subjects) =>
    limits.filter(({ subject }) => subjects.includes(subject)).map(counter);
  return html`${field(form, {
    name: "title",
    label: t("post.name"),
    required: true,
    wide: true,
    disabled: !writable,
    after: of("title"),
  })}
  ${field(form, {
    name: "text",
    label: t("post.text"),
    type: "textarea",
    rows: 8,
    wide: true,
    hint: t("post.textHint"),
    disabled: !writable,
    after: of("text", "hashtags"),
  })}`;
}

export function postFields(form, options) {
  const { zone, writable, action } = options;
  form.declare({ name: "intention" });
  const content = html`${words(form, options)}
  ${field(form, {
    name: "linkTargetUrl",
    label: t("post.target"),
    type: "url",
    placeholder: "https://",
    wide: true,
    disabled: !writable,
    check: (value) => (/^https?:\/\/[^\s/]+\S*$/.test(value) ? "" : t("rule.url")),
  })}
  ${network(form, options)}
  ${field(form, {
    name: "plannedLocalTime",
    label: t("post.plannedTime", { zone }),
    type: "datetime-local",
    disabled: !writable,
  })}
  ${field(form, {
    name: "campaign",
    label: t("post.campaign"),
    disabled: !writable,
    check: (value) => (/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(value) ? "" : t("rule.key")),
  })}
  ${writable
    ? choices({
        name: "intention",
        label: t("post.intention"),
        options: [
          ["GIVE", t("post.intention.GIVE")],
          ["ASK", t("post.intention.ASK")],
        ],
        value: form.values.intention,
        onChange: (value) => form.set("intention", value),
        error: form.errors.intention,
      })
    : form.values.intention
      ? html`<p>${t("post.intention")}: ${t(`post.intention.${form.values.intention}`)}</p>`
      : nothing}`;
  return writable
    ? formBody(form, { kind: "two", content, action, submit: t("form.save") })
    : html`<div class="form two">${content}</div>`;
}
