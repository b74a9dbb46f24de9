// What is due for one client, read in parallel.

import { list, post } from "../api.js";
import { addDays, local, today } from "../days.js";
import { channels } from "../store.js";

const LATE_DAYS = 30;

/** A part that the role does not allow is simply not shown. */
const orNothing = (promise, fallback) =>
  promise.catch((problem) => {
    if (problem.status === 403) {
      return fallback;
    }
    throw problem;
  });

export async function readClient(client, signal) {
  const now = today(client.timeZone);
  const path = `clients/${client.id}`;
  const empty = { items: [] };
  const before = new Date(Date.now() + 36 * 3600 * 1000).toISOString();
  const query = (from, to) =>
    orNothing(post(`${path}/reports:query`, { fromDate: from, toDate: to }, {}, { signal }), null);
  const [all, review, planned, leads, present, past] = await Promise.all([
    channels(client.id),
    orNothing(list(`${path}/posts`, "posts", { states: "IN_REVIEW" }, { max: 50, signal }), empty),
    orNothing(
      list(
        `${path}/posts`,
        "posts",
        {
          states: "SCHEDULED",
          plannedFrom: `${addDays(now, -LATE_DAYS)}T00:00:00Z`,
          plannedBefore: before,
        },
        { max: 100, signal },
      ),
      empty,
    ),
    orNothing(list(`${path}/leads`, "leads", { states: "NEW" }, { max: 50, signal }), empty),
    query(addDays(now, -29), now),
    query(addDays(now, -59), addDays(now, -30)),
  ]);
  const entry = (post) => {
    const at = post.plannedTime && local(post.plannedTime, client.timeZone);
    return {
      client,
      post,
      channel: all.find((one) => one.name === post.channel),
      at: at ? `${at.day}T${at.time}` : "",
      late: Boolean(post.plannedTime) && Date.parse(post.plannedTime) < Date.now(),
    };
  };
  return {
    client,
    review: review.items.map(entry),
    due: planned.items.map(entry).filter(({ at }) => at.slice(0, 10) <= now),
    leads: leads.items.map((lead) => ({
      client,
      lead,
      channel: all.find(({ id }) => id === lead.origin?.channel),
    })),
    now: present?.totals ?? null,
    before: past?.totals ?? null,
  };
}
