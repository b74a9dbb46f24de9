// The way in: authorization code with PKCE at the gateway's authorization server. The refresh token is a
// cookie for its token endpoint only; here are access tokens alone.

import { session } from "./session.js";
import { language, settings } from "./settings.js";

const CLIENT = "console";
const PENDING = "agency.sign-in";
const HOME = "/console/";
const KNOWN = "signedIn";

/** The server has answered that there is no session any more, or no token for this code. */
export class Refused extends Error {}

const base64 = (bytes) =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

const random = () => base64(crypto.getRandomValues(new Uint8Array(32)));

const redirectUri = () => location.origin + HOME;

/** Goes to the sign-in page and comes back to `back`; `popup` closes itself then. */
export async function goSignIn({ back = location.hash, said = "", popup = false } = {}) {
  if (!isSecureContext) {
    // The console says there why nobody can sign in.
    return location.replace(HOME);
  }
  const verifier = random();
  const state = random();
  sessionStorage.setItem(PENDING, JSON.stringify({ verifier, state, back, said, popup }));
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
  const query = new URLSearchParams({
    response_type: "code",
    client_id: CLIENT,
    redirect_uri: redirectUri(),
    state,
    code_challenge: base64(new Uint8Array(digest)),
    code_challenge_method: "S256",
    ui_locales: language(),
    login_hint: settings.get("email") ?? "",
  });
  return location.replace(`/oauth2/authorize?${query}`);
}

/** Signs in beside the page, so that nothing on it is lost; false when the browser forbids it. */
export const signInBeside = () =>
  open(`${HOME}?beside`, "agency-sign-in", "popup,width=480,height=640") !== null;

/** Whether this window was opened to sign in beside another one. */
export const isBeside = () => location.search === "?beside";

function pending() {
  try {
    return JSON.parse(sessionStorage.getItem(PENDING) ?? "null");
  } catch {
    return null;
  } finally {
    sessionStorage.removeItem(PENDING);
  }
}

/**
 * Takes the code that the address holds and brings the address back that the person had before. Answers
 * what was asked for with `goSignIn`; null when there is no code.
 */
export async function arrive() {
  const query = new URLSearchParams(location.search);
  if (!query.has("state")) {
    return null;
  }
  const asked = pending();
  history.replaceState(null, "", HOME + (asked?.back ?? ""));
  if (!asked || asked.state !== query.get("state") || !query.has("code")) {
    throw new Refused();
  }
  await locked(() =>
    grant({
      grant_type: "authorization_code",
      code: query.get("code"),
      redirect_uri: redirectUri(),
      code_verifier: asked.verifier,
    }),
  );
  settings.set("email", session.user.email);
  session.tell(session.user.name);
  return asked;
}

let renewing = null;

/** Whether this browser may have a session. No script sees its cookie, so the last answer is remembered. */
export const mayRenew = () => settings.get(KNOWN) !== null;

/** Gets the next access token. Throws `Refused` when the session is over; any other failure may pass. */
export const renew = () =>
  (renewing ??= locked(() => grant({ grant_type: "refresh_token" }))
    .catch((failure) => {
      if (failure instanceof Refused) {
        settings.set(KNOWN, null);
      }
      throw failure;
    })
    .finally(() => {
      renewing = null;
    }));

/** Ends the session for all tabs. */
export async function signOut() {
  if (!session.token) {
    await renew();
  }
  await ask("/oauth2/revoke", { token: session.token });
  settings.set(KNOWN, null);
  session.tell(null);
}

/** Tabs take turns, so that each sends the cookie that the one before has got. */
const locked = (run) => (navigator.locks ? navigator.locks.request(PENDING, run) : run());

async function grant(parameters) {
  const { access_token: token, expires_in: seconds } = await (
    await ask("/oauth2/token", parameters)
  ).json();
  if (!mayRenew()) {
    settings.set(KNOWN, "yes");
  }
  const response = await fetch("/v1/sessions/current", {
    headers: { Authorization: `Bearer ${token}`, "Accept-Language": language() },
  });
  session.take(token, seconds, await (await check(response)).json());
}

/** A request that outlives its page, so that the cookie of its answer is not lost. */
const ask = async (path, parameters) =>
  check(
    await fetch(path, {
      method: "POST",
      body: new URLSearchParams({ client_id: CLIENT, ...parameters }),
      keepalive: true,
    }),
  );

function check(response) {
  if (response.ok) {
    return response;
  }
  if ([400, 401].includes(response.status)) {
    throw new Refused();
  }
  throw Object.assign(new Error(), { status: response.status });
}
