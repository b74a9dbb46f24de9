// Who is signed in. The token lives in this browser's storage until it ends or the user signs out; all
// tabs share it.

const KEY = "agency.session";

class Session extends EventTarget {
  #value = read();
  #owner = owner(this.#value);

  constructor() {
    super();
    addEventListener("storage", (event) => {
      if (event.key === KEY || event.key === null) {
        this.#follow(read());
      }
    });
  }

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

  /** Whether the token is in the last fifth of its life, three minutes of fifteen. */
  get ending() {
    const { beginTime, expireTime } = this.value ?? {};
    const left = Date.parse(expireTime) - Date.now();
    return left < (Date.parse(expireTime) - Date.parse(beginTime)) / 5;
  }

  /** Whether one of the roles is held, on the client or for all of them. */
  may(roles, client) {
    return (this.value?.grants ?? []).some(
      (grant) =>
        roles.includes(grant.role) &&
        (grant.client === "clients/-" || !client || grant.client === `clients/${client}`),
    );
  }

  /** Takes the answer of a sign-in or of a renewal. */
  begin(answer) {
    const now = Date.now();
    const millis = Number.parseFloat(answer.expiresIn) * 1000;
    this.set({
      ...answer,
      beginTime: new Date(now).toISOString(),
      expireTime: new Date(now + millis).toISOString(),
    });
  }

  set(value) {
    try {
      if (value) {
        localStorage.setItem(KEY, JSON.stringify(value));
      } else {
        localStorage.removeItem(KEY);
      }
    } catch {
      // Without storage the session ends with the page.
    }
    this.#take(value);
  }

  /** What another tab did; a page of somebody else is drawn anew. */
  #follow(value) {
    if (value && this.#owner && owner(value) !== this.#owner) {
      location.reload();
    } else {
      this.#take(value);
    }
  }

  /** A token alone is no change: a renewal must not disturb the page. */
  #take(value) {
    const before = who(this.value);
    this.#value = value;
    this.#owner = owner(value) ?? this.#owner;
    if (!value || who(value) !== before) {
      this.dispatchEvent(new Event("change"));
    }
  }
}

const owner = (value) => value?.user?.name;

const who = (value) => JSON.stringify(value && [value.tenant, value.user, value.grants]);

function read() {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? "null");
  } catch {
    return null;
  }
}

export const session = new Session();
