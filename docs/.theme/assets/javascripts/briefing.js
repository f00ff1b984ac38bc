// What the theme's search leaves out for those who hear it or use no mouse.
"use strict";
(() => {
  const toggle = document.getElementById("__search");
  const results = document.querySelector(".md-search-result__list");
  if (!(toggle instanceof HTMLInputElement) || !results) return;

  // Who closes the search comes back to where they were.
  /** @type {Element | null} */
  let before = null;
  document.addEventListener("focusin", ({ target }) => {
    if (target instanceof Element && !target.closest(".md-search")) before = target;
  });
  toggle.addEventListener("change", () => {
    if (!toggle.checked && before instanceof HTMLElement) before.focus({ preventScroll: true });
  });

  // The tags of each result are no navigation of the page.
  new MutationObserver(() => {
    for (const tags of results.querySelectorAll("nav.md-tags")) tags.setAttribute("role", "presentation");
  }).observe(results, { childList: true, subtree: true });
})();
