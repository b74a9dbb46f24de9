// Texts by key. A text with plural forms has the keys `key.one` and `key.other`.

import { de } from "./i18n/de.js";
import { en } from "./i18n/en.js";
import { language } from "./settings.js";

const TEXTS = { de, en };
const rules = { de: new Intl.PluralRules("de"), en: new Intl.PluralRules("en") };

function pattern(key, values) {
  const texts = TEXTS[language()];
  if (values && "n" in values) {
    const plural = texts[`${key}.${rules[language()].select(Number(values.n))}`];
    if (plural !== undefined) {
      return plural;
    }
  }
  return texts[key];
}

export function t(key, values) {
  const text = pattern(key, values);
  if (text === undefined) {
    return key;
  }
  if (!values) {
    return text;
  }
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
}

export const hasText = (key) => TEXTS[language()][key] !== undefined;
