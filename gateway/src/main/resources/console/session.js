// Who is signed in. The access token lives in this page only; what renews it is a cookie that no script
// can read, so all tabs of a browser are one session.

const channel = new BroadcastChannel("agency.session");

class Session extends EventTarget {
  #value = null;
  #owner;

  constructor() {
    super();
    channel.addEventListener("message", ({ data }) => this.#follow(data.owner));
  }

  get value() {
    return this.#value;
  }

  get user() {
    return this.#value?.user ?? null;
  }

  /** The access token; null when there is none, or it has come to its end. */
  get token() {
    return this.#value && Date.now() < this.#value.end ? this.#value.accessToken : null;
  }

  /** Whether the token is in the last fifth of its life, three minutes of fifteen, or after it. */
  get ending() {
    const { begin, end } = this.#value ?? {};
    return end - Date.now() < (end - begin) / 5;
  }

  /** Whether one of the roles is held, on the client or for all of them. */
  may(roles, client) {
    return (this.#value?.grants ?? []).some(
      (grant) =>
        roles.includes(grant.role) &&
        (grant.client === "clients/-" || !client || grant.client === `clients/${client}`),
    );
  }

  /** Takes a token and who it is for. A page of somebody else is drawn anew. */
  take(accessToken, seconds, who) {
    if (this.#owner && who.user.name !== this.#owner) {
      location.reload();
      return;
    }
    const before = identity(this.#value);
    const begin = Date.now();
    this.#owner = who.user.name;
    this.#value = { ...who, accessToken, begin, end: begin + seconds * 1000 };
    // A token alone is no change: a renewal must not disturb the page.
    if (identity(this.#value) !== before) {
      this.dispatchEvent(new Event("change"));
    }
  }

  /** The session has ended, here or altogether. */
  end() {
    this.#value = null;
    this.dispatchEvent(new Event("change"));
  }

  /** Lets the other tabs know who signed in; null for a sign-out. */
  tell(owner) {
    channel.postMessage({ owner });
  }

  #follow(owner) {
    if (!owner) {
      this.end();
    } else if (this.#owner && owner !== this.#owner) {
      location.reload();
    } else if (!this.#value) {
      this.dispatchEvent(new Event("return"));
    }
  }
}

const identity = (value) => JSON.stringify(value && [value.tenant, value.user, value.grants]);

export const session = new Session();
