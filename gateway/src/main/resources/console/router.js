// Hash routes: `#/page/client?name=value`. The address holds everything a reload has to bring back.

export function parse(hash) {
  const [path, query = ""] = hash.replace(/^#\/?/, "").split("?");
  const [page = "", id = ""] = path.split("/").map(decodeURIComponent);
  return { page: page || "today", id, query: new URLSearchParams(query) };
}

export function href(page, id = "", query = {}) {
  const entries = Object.entries(query).filter(([, value]) => value !== "" && value != null);
  const path = id ? `${page}/${encodeURIComponent(id)}` : page;
  const search = new URLSearchParams(entries).toString();
  return `#/${path}${search ? `?${search}` : ""}`;
}

class Router extends EventTarget {
  route = parse(location.hash);

  constructor() {
    super();
    addEventListener("hashchange", () => this.read());
  }

  go(page, id, query) {
    location.hash = href(page, id, query);
  }

  replace(page, id, query) {
    history.replaceState(null, "", href(page, id, query));
    this.read();
  }

  /** Changes single parameters of the present page; an empty value removes one. */
  with(changes, { push = false } = {}) {
    const { page, id, query } = this.route;
    const next = { ...Object.fromEntries(query), ...changes };
    if (push) {
      this.go(page, id, next);
    } else {
      this.replace(page, id, next);
    }
  }

  /** Takes the page that the address names now. */
  read() {
    this.route = parse(location.hash);
    this.dispatchEvent(new Event("change"));
  }
}

export const router = new Router();
