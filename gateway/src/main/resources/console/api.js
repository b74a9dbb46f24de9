// The public REST API: one fetch with the token, problem documents as exceptions, pages as arrays.

import { Refused, renew } from "./oauth.js";
import { language } from "./settings.js";
import { session } from "./session.js";

/** An RFC 9457 problem document, or a network failure with status 0. */
export class Problem extends Error {
  constructor(status, document) {
    super(document.detail || document.title || `HTTP ${status}`);
    this.status = status;
    this.reason = document.reason ?? "";
    this.code = document.code ?? "";
    this.requestId = document.requestId ?? "";
    this.errors = document.errors ?? [];
  }
}

function address(path, query) {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null && one !== "") {
        search.append(name, one);
      }
    }
  }
  return `/v1/${path}${search.size ? `?${search}` : ""}`;
}

async function problemOf(response) {
  let document = {};
  try {
    document = await response.json();
  } catch {
    // An answer of something between us and the gateway; its status still says enough.
  }
  return new Problem(response.status, document);
}

/** Whether there is a token again, other than the one that was refused. */
async function renewed(refused) {
  if (!session.user) {
    return false;
  }
  try {
    if (!session.token || session.token === refused) {
      await renew();
    }
    return session.token !== null;
  } catch (failure) {
    if (!(failure instanceof Refused)) {
      throw new Problem(failure.status ?? 0, { code: "NETWORK" });
    }
    session.end();
    return false;
  }
}

async function send(method, path, options = {}) {
  if (options.token !== undefined) {
    return exchange(method, path, options.token, options);
  }
  if (!session.token) {
    await renewed(null);
  }
  const { token } = session;
  try {
    return await exchange(method, path, token, options);
  } catch (problem) {
    // What was not let in has had no effect.
    if (problem.status === 401 && (await renewed(token))) {
      return exchange(method, path, session.token, options);
    }
    throw problem;
  }
}

async function exchange(method, path, credential, { query = {}, body, signal, accept }) {
  const headers = { Accept: accept ?? "application/json", "Accept-Language": language() };
  if (credential) {
    headers.Authorization = `Bearer ${credential}`;
  }
  if (body !== undefined) {
    headers["Content-Type"] = "application/json";
  }
  let response;
  try {
    const text = body === undefined ? undefined : JSON.stringify(body);
    response = await fetch(address(path, query), { method, headers, body: text, signal });
  } catch (failure) {
    if (failure.name === "AbortError") {
      throw failure;
    }
    throw new Problem(0, { code: "NETWORK" });
  }
  if (!response.ok) {
    throw await problemOf(response);
  }
  return response;
}

async function json(method, path, options) {
  const response = await send(method, path, options);
  return response.status === 204 ? {} : response.json();
}

export const get = (path, query, signal) => json("GET", path, { query, signal });
export const post = (path, body, query, options) => json("POST", path, { body, query, ...options });
export const patch = (path, body, query) => json("PATCH", path, { body, query });
export const remove = (path, query) => json("DELETE", path, { query });

/** The response of a stream of events, as soon as it has begun. */
export const stream = (path, query, signal) =>
  send("GET", path, { query, signal, accept: "text/event-stream" });
export const blob = async (path, query) => (await send("GET", path, { query })).blob();

/** Reads pages until `max` items are there; `more` says whether the service has others. */
export async function list(path, field, query = {}, { max = 1000, signal } = {}) {
  const items = [];
  let pageToken = "";
  do {
    const pageSize = Math.min(200, max - items.length);
    const page = await get(path, { ...query, pageSize, pageToken }, signal);
    items.push(...(page[field] ?? []));
    pageToken = page.nextPageToken ?? "";
  } while (pageToken && items.length < max);
  return { items, more: pageToken !== "" };
}

/** An id that makes a repeated create harmless; works without a secure context, too. */
export function requestId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export const idOf = (name) => (name ?? "").split("/").pop();
