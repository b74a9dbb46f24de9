// Calendar days as `YYYY-MM-DD`; arithmetic in UTC, so that no clock change disturbs it.

const DAY_MILLIS = 86_400_000;
const at = (day) => new Date(`${day}T00:00:00Z`);
const text = (date) => date.toISOString().slice(0, 10);

export const isDay = (day) => /^\d{4}-\d{2}-\d{2}$/.test(day ?? "") && !isNaN(at(day));
export const addDays = (day, count) => text(new Date(at(day).getTime() + count * DAY_MILLIS));
export const daysBetween = (from, to) => Math.round((at(to) - at(from)) / DAY_MILLIS);
/** 0 is Monday. */
export const weekday = (day) => (at(day).getUTCDay() + 6) % 7;
export const weekStart = (day) => addDays(day, -weekday(day));
export const monthStart = (day) => `${day.slice(0, 7)}-01`;

export function addMonths(day, count) {
  const date = at(monthStart(day));
  date.setUTCMonth(date.getUTCMonth() + count);
  return text(date);
}

export const monthEnd = (day) => addDays(addMonths(day, 1), -1);
export const range = (from, count) => Array.from({ length: count }, (_, i) => addDays(from, i));

/** The calendar day and time of an instant in a zone: `YYYY-MM-DD` and `HH:MM`. */
export function local(instant, timeZone) {
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).formatToParts(new Date(instant));
  const part = (type) => parts.find((one) => one.type === type).value;
  return {
    day: `${part("year")}-${part("month")}-${part("day")}`,
    time: `${part("hour")}:${part("minute")}`,
  };
}

export const today = (timeZone) => local(Date.now(), timeZone).day;
export const ownZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;
