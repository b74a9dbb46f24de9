// Problem documents in plain language.

import { hasText, t } from "../i18n.js";

/** What happened, in one sentence that says what to do next where we know it. */
export function problemText(problem) {
  if (problem.status === 0) {
    return t("error.network");
  }
  if (problem.reason && hasText(`reason.${problem.reason}`)) {
    return t(`reason.${problem.reason}`);
  }
  if (problem.errors?.length) {
    return t("error.fields", { n: problem.errors.length });
  }
  if (hasText(`error.status.${problem.status}`)) {
    return t(`error.status.${problem.status}`);
  }
  const text = problem.message || t("error.unknown");
  return problem.requestId && !text.includes("(") ? `${text} (${problem.requestId})` : text;
}

const PHRASES = [
  [/at least (\d+) characters/, "rule.min"],
  [/at most (\d+) characters/, "rule.max"],
  [/\((?:expected|erwartet): (-?\d+)\.\.(-?\d+)\)$/, "rule.between"],
  [/value is required/, "rule.required"],
  [/does not match (?:the )?regex/, "rule.pattern"],
];

/** The message of one field violation without its path, in the page's language where we know it. */
export function violationText(message) {
  const text = message.replace(/^[\w.[\]]+: /, "");
  for (const [pattern, key] of PHRASES) {
    const match = text.match(pattern);
    if (match) {
      return t(key, { a: match[1], b: match[2] });
    }
  }
  const parts = text.match(/^(.*?) ?\((?:expected|erwartet): (.*)\)$/);
  if (!parts) {
    return text;
  }
  const [, quoted, expected] = parts;
  const value = quoted.replace(/^'(.*)'$/, "$1");
  return value ? t("rule.expected", { value, expected }) : t("rule.expectedOnly", { expected });
}

const camel = (path) =>
  path.replace(/\[\d+\]/g, "").replace(/_([a-z])/g, (whole, letter) => letter.toUpperCase());

/** Whether a violation's path means the field at `path` of the form. */
export function pathMatches(violation, path) {
  const whole = `.${camel(violation)}.`;
  return whole.includes(`.${path}.`);
}
