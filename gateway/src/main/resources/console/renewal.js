// Renews the access token in the background while its tab is in use; what fails is tried again, and when
// the session is over the page asks to sign in again.

import { Refused, renew } from "./oauth.js";
import { session } from "./session.js";

const LOOK_MILLIS = 5_000;
const RETRY_MILLIS = 20_000;

let used = true;
let waitUntil = 0;

/** In use is a tab that is seen, or that was worked in since the last renewal. */
const inUse = () => used || document.visibilityState === "visible";

async function look() {
  if (!session.ending || !inUse() || Date.now() < waitUntil) {
    return;
  }
  waitUntil = Date.now() + RETRY_MILLIS;
  try {
    await renew();
    used = false;
    waitUntil = 0;
  } catch (failure) {
    if (failure instanceof Refused) {
      session.end();
    }
  }
}

export function keepRenewing() {
  setInterval(look, LOOK_MILLIS);
  // Timers of a sleeping or hidden tab come late; its return does not.
  for (const name of ["visibilitychange", "pageshow", "focus", "online"]) {
    addEventListener(name, look, true);
  }
  for (const name of ["pointerdown", "keydown", "wheel"]) {
    addEventListener(name, () => (used = true), { capture: true, passive: true });
  }
  // Somebody has signed in again in another tab.
  session.addEventListener("return", () => renew().catch(() => {}));
}
