// Who is signed in. The token lives in this browser's storage until it ends or the user signs out.

const KEY = "agency.session";

class Session extends EventTarget {
  #value = read();

  get value() {
    if (this.#value && Date.parse(this.#value.expireTime) <= Date.now()) {
      this.#value = null;
    }
    return this.#value;
  }

  get user() {
    return this.value?.user ?? null;
  }

  get token() {
    return this.value?.accessToken ?? null;
  }

  /** Whether one of the roles is held, on the client or for all of them. */
  may(roles, client) {
    return (this.value?.grants ?? []).some(
      (grant) =>
        roles.includes(grant.role) &&
        (grant.client === "clients/-" || !client || grant.client === `clients/${client}`),
    );
  }

  /** Takes the answer of a sign-in. */
  begin(answer) {
    const millis = Number.parseFloat(answer.expiresIn) * 1000;
    this.set({ ...answer, expireTime: new Date(Date.now() + millis).toISOString() });
  }

  set(value) {
    this.#value = value;
    try {
      if (value) {
        localStorage.setItem(KEY, JSON.stringify(value));
      } else {
        localStorage.removeItem(KEY);
      }
    } catch {
      // Without storage the session ends with the page.
    }
    this.dispatchEvent(new Event("change"));
  }
}

function read() {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? "null");
  } catch {
    return null;
  }
}

export const session = new Session();
