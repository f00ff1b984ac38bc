// Light or dark: as the system has it, until a reader chooses. Runs in the head, before anything is painted.
"use strict";
(() => {
  const root = document.documentElement;
  root.classList.replace("no-js", "js");

  const dark = matchMedia("(prefers-color-scheme: dark)");
  const place = "briefing.colours"; // in the browser's store, which some readers have switched off

  /** @returns {string | null} */
  const chosen = () => {
    try {
      return localStorage.getItem(place);
    } catch {
      return null;
    }
  };

  const before = chosen();
  if (before === "light" || before === "dark") root.dataset.colours = before;

  document.addEventListener("click", ({ target }) => {
    if (!(target instanceof Element) || !target.closest("[data-toggle='colours']")) return;
    const now = root.dataset.colours ?? (dark.matches ? "dark" : "light");
    root.dataset.colours = now === "dark" ? "light" : "dark";
    try {
      localStorage.setItem(place, root.dataset.colours);
    } catch {
      // then it holds for this page
    }
  });
})();
