// What several pages need and what seldom changes, read once and kept until it is changed here or the
// session ends.

import { get, idOf, list } from "./api.js";
import { session } from "./session.js";

const kept = new Map();

function keep(key, read) {
  if (!kept.has(key)) {
    const promise = read();
    kept.set(key, promise);
    promise.catch(() => kept.delete(key));
  }
  return kept.get(key);
}

let owner = session.user?.name;
session.addEventListener("change", () => {
  if (session.user && session.user.name !== owner) {
    kept.clear();
    owner = session.user.name;
  }
});

export const changes = new EventTarget();

export function forget(key) {
  for (const one of [...kept.keys()].filter((other) => other.startsWith(key))) {
    kept.delete(one);
  }
  changes.dispatchEvent(new Event("change"));
}

/** Active clients, each with its `id`. */
export const clients = () =>
  keep("clients", async () => {
    const { items } = await list("clients", "clients");
    return items.map((client) => ({ ...client, id: idOf(client.name) }));
  });

export const client = async (id) =>
  (await clients()).find((one) => one.id === id) ?? { ...(await get(`clients/${id}`)), id };

/** Channels of a client, archived ones included; `color` is 0..8 and stays with the channel. */
export const channels = (clientId) =>
  keep(`channels/${clientId}`, async () => {
    const path = `clients/${clientId}/channels`;
    const { items } = await list(path, "channels", { showArchived: true });
    return items.map((channel, index) => ({
      ...channel,
      id: idOf(channel.name),
      label: channel.displayName || idOf(channel.channelType),
      color: Math.min(index, 7),
    }));
  });

export const channelTypes = () =>
  keep("channelTypes", async () => {
    const { items } = await list("channelTypes", "channelTypes");
    return new Map(items.map((type) => [type.name, type]));
  });

export const team = () =>
  keep("team", async () => (await list("team", "teamMembers")).items);

export const users = () =>
  keep("users", async () => new Map((await list("users", "users")).items.map((u) => [u.name, u])));

/** The team member whose login is the present user; undefined when there is none. */
export const me = async () => (await team()).find((member) => member.user === session.user?.name);
