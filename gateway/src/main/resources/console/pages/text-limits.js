// Counts a text as its network does, so that the editor warns before the service refuses.

import { number } from "../kit/format.js";

/** About as long as a short address of ours will be; the service counts the real one. */
const SHORT_URL = `${location.origin}/r/${"a".repeat(40)}`;
const URL_PATTERN = /https?:\/\/\S*[^\s.,;:!?)\]}"']/gu;
const REMOTE_MENTION = /(?<![\p{L}\p{N}_/])(@[A-Za-z0-9_.-]+)@[A-Za-z0-9.-]+[A-Za-z0-9]/gu;
const HASHTAG = /(?<![\p{L}\p{N}_&/])#(?=[\p{N}_]*\p{L})[\p{L}\p{M}\p{N}_]+/gu;
const segments = (text) => [...new Intl.Segmenter("en").segment(text)].map((one) => one.segment);
/** Digits are emoji by the Unicode property; they are shown so only when the style is asked for. */
const isEmoji = (text) =>
  /\p{Emoji_Presentation}/u.test(text) || (text.includes("\ufe0f") && /\p{Emoji}/u.test(text));
const bytes = (text) => new TextEncoder().encode(text).length;

/** twitter-text 3: ranges that weigh one, everything else weighs two, an address 23. */
const light = (point) =>
  point <= 4351 || (point >= 8192 && point <= 8205) || (point >= 8208 && point <= 8223) ||
  (point >= 8242 && point <= 8247);

function weighted(text) {
  const plain = text.normalize("NFC");
  const urls = plain.match(URL_PATTERN)?.length ?? 0;
  return segments(plain.replace(URL_PATTERN, "")).reduce((sum, one) => {
    const weights = [...one].map((point) => (light(point.codePointAt(0)) ? 1 : 2));
    return sum + (isEmoji(one) ? 2 : weights.reduce((a, b) => a + b, 0));
  }, urls * 23);
}

const COUNTS = {
  CODE_POINTS: (text) => [...text].length,
  GRAPHEMES: (text) => segments(text).length,
  UTF8_BYTES: bytes,
  UTF16_UNITS: (text) => text.length,
  X_WEIGHTED: weighted,
  EMOJI_AS_UTF8_BYTES: (text) =>
    segments(text).reduce((sum, one) => sum + (isEmoji(one) ? bytes(one) : [...one].length), 0),
  ESCAPED_CODE_POINTS: (text) =>
    [...text].length + (text.match(/[|{}@[\]()<>#\\*_~]/g)?.length ?? 0),
  GRAPHEMES_LINKS_23: (text) =>
    segments(text.replace(URL_PATTERN, "x".repeat(23)).replace(REMOTE_MENTION, "$1")).length,
  HASHTAGS: (text) => text.match(HASHTAG)?.length ?? 0,
};

const SUBJECTS = {
  text_max: "text",
  text_bytes_max: "text",
  title_max: "title",
  hashtags_max: "hashtags",
};

/** The limits of a channel type for this post: `{subject, used, limit, unit, rule}`. */
export function limitsOf(type, { title = "", text = "" }) {
  const whole = text.replaceAll("{link}", SHORT_URL);
  return (type?.facts ?? [])
    .filter(({ key }) => key in SUBJECTS)
    .map((fact) => {
      const rule = fact.key === "hashtags_max" ? "HASHTAGS" : fact.countingRule;
      const count = COUNTS[rule] ?? COUNTS[fact.key === "text_bytes_max" ? "UTF8_BYTES" : "CODE_POINTS"];
      const subject = SUBJECTS[fact.key];
      const limit = Number(fact.value);
      const used = count(subject === "title" ? title : whole);
      return { subject, used, limit, unit: fact.unit, over: used > limit, estimated: whole !== text };
    });
}

export const limitText = ({ used, limit }) => `${number(used)} / ${number(limit)}`;
