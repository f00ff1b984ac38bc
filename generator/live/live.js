// While somebody edits: the page changes with its files, and says what is wrong with them and where it is written.
"use strict";
(() => {
  /**
   * @typedef {{ place: string, severity: string, code: string, sentence: string, lines: [string, string][],
   *   also: string[], hint: string }} Problem
   * @typedef {{ number: number, edited: number, summary: string, problems: Problem[],
   *   places: Record<string, string>, bare: Record<string, [string, string][]> }} State
   */
  const script = document.currentScript;
  const kept = "briefing.live.scroll";

  /** @param {string} tag @param {string} name @param {(Node | string)[]} children */
  const make = (tag, name, ...children) => {
    const made = document.createElement(tag);
    made.className = name;
    made.append(...children);
    return made;
  };

  // --- mistakes, over the last good page ------------------------------------------------------------------

  /** @type {HTMLElement | undefined} */
  let panel;

  /** @param {Problem} problem */
  const block = ({ place, severity, code, sentence, lines, also, hint }) => {
    const shown = lines.flatMap(([line, marks]) => [`${line}\n`, make("b", "", marks), "\n"]);
    return make(
      "section",
      "",
      make("p", "", make("code", "live__place", place), ` ${severity}: ${sentence} `, make("code", "", `[${code}]`)),
      ...(shown.length ? [make("pre", "", ...shown.slice(0, -1))] : []),
      ...(also.length ? [make("p", "", `Also: ${also.join(", ")}`)] : []),
      ...(hint ? [make("p", "live__hint", hint)] : []),
    );
  };

  /** @param {State} state */
  const complain = ({ problems, summary }) => {
    panel?.remove();
    panel = undefined;
    if (!problems.length) return;
    const only = problems.every(({ severity }) => severity === "warning");
    const close = make("button", "", "Close");
    close.addEventListener("click", () => panel?.remove());
    panel = make("aside", only ? "live live--warnings" : "live", make("header", "", summary, close), ...problems.map(block));
    panel.setAttribute("role", "alert");
    document.body.append(panel);
  };

  // --- where each statement is written ----------------------------------------------------------------------

  /** @param {State} state */
  const locate = ({ places }) => {
    const here = location.pathname.slice(1) || "index.html";
    /** @param {Element} at @param {string} address */
    const put = (at, address) => {
      const place = places[address];
      const statement = at.closest("li, td, p");
      if (!place || !statement || statement.querySelector(":scope > .live-place")) return;
      const nested = statement.querySelector(":scope > ul");
      statement.insertBefore(make("small", "live-place", place), nested);
    };
    for (const anchor of document.querySelectorAll("article a[id]")) put(anchor, `${here}#${anchor.id}`);
    for (const link of document.querySelectorAll("article a[href*='#']")) {
      if (!(link instanceof HTMLAnchorElement) || link.closest(".footnote")) continue;
      const { pathname, hash } = new URL(link.href);
      put(link, pathname.slice(1) + hash);
    }
  };

  // --- words of a source that no statement has -----------------------------------------------------------

  /**
   * Where words stand in an element, whatever is set off or linked among them.
   * @param {Element} within
   * @param {string} words
   */
  const range = (within, words) => {
    const walker = document.createTreeWalker(within, NodeFilter.SHOW_TEXT);
    /** @type {[Text, number][]} */
    const characters = [];
    let text = "";
    while (walker.nextNode()) {
      const node = /** @type {Text} */ (walker.currentNode);
      for (let n = 0; n < node.data.length; n += 1) {
        const space = /\s/.test(node.data[n] ?? "");
        if (space && text.endsWith(" ")) continue;
        text += space ? " " : node.data[n];
        characters.push([node, n]);
      }
    }
    const start = text.indexOf(words);
    const [first, last] = [characters[start], characters[start + words.length - 1]];
    if (start < 0 || !first || !last) return undefined;
    const found = new Range();
    found.setStart(...first);
    found.setEnd(last[0], last[1] + 1);
    return found;
  };

  /** @param {State} state */
  const setOff = ({ bare }) => {
    const here = bare[location.pathname.slice(1)] ?? [];
    const ranges = here.flatMap(([place, words]) => {
      const passage = document.getElementById(place)?.closest("p");
      const found = passage && range(passage, words);
      return found ? [found] : [];
    });
    if (ranges.length && "highlights" in CSS) CSS.highlights.set("live-bare", new Highlight(...ranges));
  };

  // --- the loop -------------------------------------------------------------------------------------------

  /** @param {number} edited The state that this page came with. */
  const follow = async (edited) => {
    let number = -1; // of the state that was heard of last
    for (;;) {
      let state;
      try {
        state = /** @type {State} */ (await (await fetch(`/.live/state?after=${number}`)).json());
      } catch {
        await new Promise((later) => setTimeout(later, 1000)); // the server was stopped, and may come again
        number = -1;
        continue;
      }
      if (state.edited !== edited) {
        sessionStorage.setItem(kept, JSON.stringify([location.pathname, scrollX, scrollY]));
        location.reload();
        return;
      }
      if (state.number !== number) complain(state);
      if (number === -1) {
        locate(state);
        setOff(state);
      }
      number = state.number;
    }
  };

  const [path, x, y] = /** @type {[string, number, number]} */ (JSON.parse(sessionStorage.getItem(kept) ?? "[]"));
  sessionStorage.removeItem(kept);
  if (path === location.pathname) scrollTo(x, y);
  follow(Number(script?.dataset.edited));
})();
