// The contents in the bar fold themselves up again: when a heading is chosen, by Esc, and when a reader goes elsewhere.
"use strict";
(() => {
  const jump = document.querySelector("details.jump");
  if (!(jump instanceof HTMLDetailsElement)) return;

  document.addEventListener("click", ({ target }) => {
    if (!(target instanceof Element)) return;
    if (!jump.contains(target) || target.closest("a")) jump.open = false;
  });
  jump.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget instanceof Node && !jump.contains(relatedTarget)) jump.open = false;
  });
  jump.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || !jump.open) return;
    jump.open = false;
    jump.querySelector("summary")?.focus();
  });
})();
