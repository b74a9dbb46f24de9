// Runs before the first paint, so that neither language nor theme flickers.
(() => {
  const read = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  };
  const root = document.documentElement;
  const language = read("agency.language") || (navigator.language || "en").slice(0, 2);
  root.lang = language === "de" ? "de" : "en";
  const theme = read("agency.theme");
  if (theme === "light" || theme === "dark") {
    root.dataset.theme = theme;
  }
})();
