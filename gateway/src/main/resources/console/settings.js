// What the browser remembers about its user: language, theme, last client. Never personal data.

const PREFIX = "agency.";

class Settings extends EventTarget {
  get(key) {
    try {
      return localStorage.getItem(PREFIX + key);
    } catch {
      return null;
    }
  }

  set(key, value) {
    try {
      if (value === null || value === undefined) {
        localStorage.removeItem(PREFIX + key);
      } else {
        localStorage.setItem(PREFIX + key, value);
      }
    } catch {
      // A browser that stores nothing still works until the next reload.
    }
    this.dispatchEvent(new Event("change"));
  }
}

export const settings = new Settings();

export const language = () => document.documentElement.lang;

export function setLanguage(code) {
  document.documentElement.lang = code;
  settings.set("language", code);
}

export const theme = () => document.documentElement.dataset.theme ?? "auto";

export function setTheme(name) {
  const root = document.documentElement;
  if (name === "auto") {
    delete root.dataset.theme;
  } else {
    root.dataset.theme = name;
  }
  settings.set("theme", name === "auto" ? null : name);
}

const darkMedia = matchMedia("(prefers-color-scheme: dark)");
const printMedia = matchMedia("print");
for (const media of [darkMedia, printMedia]) {
  media.addEventListener("change", () => settings.dispatchEvent(new Event("change")));
}

/** Whether things are drawn on dark ground; paper is always light. */
export const isDark = () =>
  !printMedia.matches && (theme() === "auto" ? darkMedia.matches : theme() === "dark");
