// While somebody edits: the page changes with its files, and says what is wrong with them.
"use strict";
(() => {
  /**
   * @typedef {{ place: string, severity: string, code: string, sentence: string, lines: [string, string][],
   *   also: string[], hint: string, fixed: string }} Problem
   * @typedef {{ number: number, save: number, edition: string, summary: string, problems: Problem[],
   *   gaps: Record<string, [string, "bare" | "denial", string, number][]> }} State
   * @typedef {{ save: string, time: string, known: string[], isStill: boolean, isOpen: boolean }} Heard
   * @typedef {{ path: string, x: number, y: number, marks: [string, number][], open: boolean[] }} View
   */
  /** That a page came with. @param {Document} page */
  const editionOf = (page) => page.querySelector("script[data-edition]")?.getAttribute("data-edition") ?? "";
  let edition = editionOf(document);

  /** @param {string} tag @param {string} name @param {(Node | string)[]} children */
  const make = (tag, name, ...children) => {
    const made = document.createElement(tag);
    made.className = name;
    made.append(...children);
    return made;
  };

  /** What can be longer than it is shown, and is scrolled by keyboard, too. @type {typeof make} */
  const scrolled = (...of) => Object.assign(make(...of), { tabIndex: 0 });

  /** @param {string} words @param {(button: HTMLElement) => void} pressed */
  const button = (words, pressed) => {
    const made = make("button", "", words);
    made.setAttribute("type", "button");
    made.addEventListener("click", () => pressed(made));
    return made;
  };

  // What is kept from a page to the next one in this window.
  /** @template T @param {string} name @param {T} otherwise @returns {T} */
  const load = (name, otherwise) => {
    try {
      return { ...otherwise, ...JSON.parse(sessionStorage.getItem(`briefing.live.${name}`) ?? "{}") };
    } catch {
      return otherwise; // some have the store switched off
    }
  };

  /** @param {string} name @param {unknown} value */
  const keep = (name, value) => {
    try {
      sessionStorage.setItem(`briefing.live.${name}`, JSON.stringify(value));
    } catch {
      // then it holds for this page
    }
  };

  // --- mistakes, over the last good page ------------------------------------------------------------------

  const stack = make("div", "live");
  /** @type {{ panel: HTMLElement, count: HTMLElement, time: HTMLElement, list: HTMLElement, shown: string } | undefined} */
  let told;
  const heard = load("heard", /** @type {Heard} */ ({ save: "", time: "", known: [], isStill: false, isOpen: true }));

  /** @param {HTMLElement} pre @param {HTMLElement} pressed */
  const copy = async (pre, pressed) => {
    try {
      await navigator.clipboard.writeText(pre.textContent ?? "");
    } catch {
      getSelection()?.selectAllChildren(pre); // what is not served to this very machine may not write there
      document.execCommand("copy");
    }
    pressed.textContent = "Copied";
    setTimeout(() => (pressed.textContent = "Copy"), 2000);
  };

  /** @param {string} hint @returns {Node[]} */
  const advice = (hint) => {
    const [first = "", ...more] = hint.split("\n");
    if (!hint) return [];
    const said = make("p", "live__hint", make("b", "", "hint: "), first);
    if (!more.length) return [said];
    const pre = scrolled("pre", "", more.join("\n"));
    said.append(" ", button("Copy", (pressed) => copy(pre, pressed)));
    return [said, pre];
  };

  /** @param {Problem} problem */
  const block = ({ place, severity, code, sentence, lines, also, hint, fixed }) => {
    const shown = lines.flatMap(([line, marks]) => [`${line}\n`, make("b", "", marks), "\n"]);
    const name = make("code", "", `[${code}]`);
    return make(
      "section",
      "",
      make("p", "", make("code", "live__place", place), ` ${severity}: ${sentence} `, name, fixed && " – ", make("em", "", fixed)),
      ...(shown.length ? [scrolled("pre", "", ...shown.slice(0, -1))] : []),
      ...(also.length ? [make("p", "", `also: ${also.join(", ")}`)] : []),
      ...advice(hint),
    );
  };

  const fold = () => {
    const toggle = told?.panel.querySelector(".live__head button");
    told?.panel.classList.toggle("live__panel--closed", !heard.isOpen);
    if (toggle) toggle.textContent = heard.isOpen ? "Close" : "Show";
    toggle?.setAttribute("aria-expanded", String(heard.isOpen));
    keep("heard", heard);
  };

  /** @param {boolean} isOpen */
  const open = (isOpen) => {
    const hasFocus = told?.panel.contains(document.activeElement);
    heard.isOpen = isOpen;
    fold();
    if (hasFocus) told?.panel.querySelector("button")?.focus();
  };

  const begin = () => {
    const hasFocus = told?.panel.contains(document.activeElement);
    told?.panel.remove();
    const [count, time, list] = [make("strong", ""), make("span", "live__time"), scrolled("div", "live__list")];
    const said = make("div", "live__said", count, " ", time);
    const panel = make("div", "live__panel", make("div", "live__head", said), list);
    panel.firstElementChild?.append(button("Close", () => open(!heard.isOpen)));
    panel.setAttribute("aria-label", "What is wrong");
    said.setAttribute("role", "status"); // a save that mends nothing is heard, too
    told = { panel, count, time, list, shown: "" };
    stack.append(panel);
    if (hasFocus) panel.querySelector("button")?.focus();
    return told;
  };

  /** What tells a problem from others, wherever in its file it stands by now. @param {Problem} problem */
  const key = ({ place, code, sentence }) => [place.replace(/(:\d+)+$/, ""), code, sentence].join(" ");

  /** @param {State} state @param {boolean} isFresh Whether it came while this page waited for it. */
  const complain = ({ edition: of, save, summary, problems }, isFresh) => {
    const name = `${of.split("-")[0]}/${save}`;
    const isSaved = name !== heard.save;
    const known = problems.map(key);
    const isNew = known.some((each) => !heard.known.includes(each));
    if (isSaved) heard.time = isFresh || heard.save ? new Date().toLocaleTimeString() : "";
    if (isNew) heard.isOpen = true;
    if (isNew || isSaved) heard.isStill = !isNew;
    Object.assign(heard, { save: name, known });
    if (!problems.length) {
      told?.panel.remove();
      told = undefined;
      keep("heard", heard);
      return;
    }
    const { panel, count, time, list, shown } = told && !isNew ? told : begin();
    panel.setAttribute("role", isNew ? "alert" : "region");
    panel.classList.toggle("live__panel--warnings", problems.every(({ severity }) => severity === "warning"));
    count.textContent = heard.isStill ? `${summary}, still` : summary;
    time.textContent = `${save ? `save ${save}` : "at the start"}${heard.time && `, as of ${heard.time}`}`;
    if (told && shown !== JSON.stringify(problems)) {
      told.shown = JSON.stringify(problems);
      list.replaceChildren(...problems.map(block));
    }
    fold();
    const isToFlash = isSaved && !matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (isToFlash) panel.firstElementChild?.animate?.({ opacity: [0.4, 1] }, 400);
  };

  document.addEventListener("keydown", ({ key: pressed, target, defaultPrevented }) => {
    const isElsewhere = target instanceof Element && target.closest("input, textarea, select, dialog, [popover]");
    if (pressed === "Escape" && told && heard.isOpen && !isElsewhere && !defaultPrevented) open(false);
  });

  // --- a server that has stopped ----------------------------------------------------------------------------

  const stopped = make("p", "live__stopped", "The server has stopped; start it with: ", make("code", "", "briefing serve"));
  stopped.setAttribute("role", "status");
  let isLeaving = false; // a page that is left hears of nothing either
  addEventListener("pagehide", () => (isLeaving = true));
  addEventListener("pageshow", () => (isLeaving = false));

  // --- what may have been overlooked in a source ------------------------------------------------------------

  /**
   * Where words stand in an element, whatever is set off or linked among them.
   * @param {Element} within
   * @param {string} words
   * @param {number} nth How many times they stand there before.
   */
  const range = (within, words, nth) => {
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
    let start = text.indexOf(words);
    for (let n = 0; n < nth && start >= 0; n += 1) start = text.indexOf(words, start + words.length);
    const [first, last] = [characters[start], characters[start + words.length - 1]];
    if (start < 0 || !first || !last) return undefined;
    const found = new Range();
    found.setStart(...first);
    found.setEnd(last[0], last[1] + 1);
    return found;
  };

  const LEGEND = {
    bare: "Words on this ground are under no statement.",
    denial: "A sentence with a wavy line denies something, and no response rests on it.",
  };

  /** @param {State} state */
  const setOff = ({ gaps }) => {
    if (!("highlights" in CSS)) return;
    for (const legend of document.querySelectorAll(".live-legend")) legend.remove();
    for (const [what, meaning] of Object.entries(LEGEND)) {
      CSS.highlights.delete(`live-${what}`);
      const here = (gaps[location.pathname.slice(1)] ?? []).filter(([, each]) => each === what);
      const ranges = here.flatMap(([place, , words, nth]) => {
        const passage = document.getElementById(place)?.closest("p");
        const found = passage && range(passage, words, nth);
        return found ? [found] : [];
      });
      if (!ranges.length) continue;
      CSS.highlights.set(`live-${what}`, new Highlight(...ranges));
      const legend = make("p", `live-legend live-legend--${what}`, make("span", "", meaning));
      document.querySelector("article")?.append(legend); // at the end, where it moves nothing
    }
  };

  // --- where somebody was reading ---------------------------------------------------------------------------

  const folds = () => /** @type {NodeListOf<HTMLDetailsElement>} */ (document.querySelectorAll("article details"));

  /** What the page is made of, by names that outlive an edit elsewhere. @returns {[string, Element][]} */
  const blocks = () => {
    /** @type {Map<string, number>} */
    const times = new Map();
    return [...document.querySelectorAll("article :is([id], h1, h2, h3, h4, p, li, tr)")].map((block) => {
      const name = block.id || (block.textContent ?? "").slice(0, 300).replace(/\.yml:[\d:]+/g, "");
      times.set(name, (times.get(name) ?? 0) + 1);
      return [`${times.get(name)} ${name}`, block];
    });
  };

  /** @param {Element | undefined} block */
  const isLaidOut = (block) => Boolean(block?.getClientRects().length); // what is folded away is not

  /** @returns {View} */
  const view = () => {
    const placed = blocks()
      .filter(([, block]) => isLaidOut(block))
      .map(([name, block]) => /** @type {[string, number]} */ ([name, block.getBoundingClientRect().top]));
    const inSight = placed.filter(([, top]) => top >= 0 && top < innerHeight);
    const above = placed.filter(([, top]) => top < 0);
    return {
      path: location.pathname,
      x: scrollX,
      y: scrollY,
      marks: [...inSight.slice(0, 20), ...above.slice(-1)], // several, for an edit may take one away
      open: [...folds()].map((each) => each.open),
    };
  };

  let letGo = () => {}; // of the text before, which may not be all laid out yet

  /** Put what was in sight where it was, and keep it there until all is laid out or somebody scrolls. @param {View} view */
  const lookAgain = ({ x, y, marks, open: opened }) => {
    letGo();
    const found = [...folds()];
    if (found.length === opened.length) found.forEach((each, n) => (each.open = opened[n] ?? false));
    const byName = new Map(blocks());
    const [name, top] = marks.find(([each]) => isLaidOut(byName.get(each))) ?? ["", 0];
    const mark = byName.get(name);
    const align = () => {
      const to = mark ? scrollY + mark.getBoundingClientRect().top - top : y;
      scrollTo({ left: x, top: to, behavior: "instant" });
    };
    const observer = new ResizeObserver(align);
    const end = () => {
      observer.disconnect();
      removeEventListener("load", align);
      history.scrollRestoration = "auto";
    };
    letGo = end;
    align();
    observer.observe(document.body);
    addEventListener("load", align);
    const endSoon = () => setTimeout(end, 1000);
    if (document.readyState === "complete") endSoon();
    else addEventListener("load", endSoon);
    for (const moved of ["wheel", "touchstart", "pointerdown", "keydown"]) addEventListener(moved, end, { once: true });
  };

  // --- a new text in the same frame -------------------------------------------------------------------------

  const OURS = /\/(assets\/javascripts\/(briefing|colours|contents|popups|search)|\.live\/live)\.js\?v=/;

  /** All of a page but its title, its text and its edition. @param {Document} page */
  const frameOf = (page) => {
    const copy = /** @type {Document} */ (page.cloneNode(true));
    const own = copy.querySelector("script[data-edition]");
    while (own?.nextSibling) own.nextSibling.remove(); // what is not read yet when this runs first
    own?.remove();
    for (const each of copy.querySelectorAll("title, meta[name='description']")) each.remove();
    copy.querySelector("article")?.replaceChildren();
    return `${copy.head.innerHTML}${copy.body.outerHTML}`;
  };
  const frame = frameOf(document);
  let text = document.querySelector("article")?.innerHTML;

  /**
   * Put the text of the new edition in the place of the old one, and tell whether that could be: all around it has
   * to be as it was, and there may be no script that has had to do with the text but those that look for it anew.
   */
  const exchange = async () => {
    const answer = await fetch(location.pathname);
    if (!answer.ok) return false;
    const next = new DOMParser().parseFromString(await answer.text(), "text/html");
    const [old, given] = [document.querySelector("article"), next.querySelector("article")];
    if (!old || !given || frameOf(next) !== frame || [...next.scripts].some(({ src }) => !OURS.test(src))) return false;
    edition = editionOf(next);
    document.title = next.title;
    if (typeof briefing !== "undefined") briefing.data = undefined; // it is asked for again
    document.querySelector("#search[open] input")?.dispatchEvent(new Event("input"));
    if (given.innerHTML === text) return true;
    text = given.innerHTML;
    const before = view();
    document.dispatchEvent(new Event("click")); // whatever is open beside a word of the text goes with it
    old.replaceChildren(...given.childNodes);
    if (location.hash) location.replace(location.hash); // the place that the address names is marked
    lookAgain(before);
    return true;
  };

  // --- the loop -------------------------------------------------------------------------------------------

  /** A window that nobody sees does not wait: browsers keep few connections to one server. */
  const seen = async () => {
    while (document.hidden) {
      await new Promise((shown) => document.addEventListener("visibilitychange", shown, { once: true }));
    }
  };

  const follow = async () => {
    let number = -1; // of the state that was heard of last
    let setOffIn = ""; // the edition whose gaps can be seen
    let waiting = new AbortController();
    document.addEventListener("visibilitychange", () => document.hidden && waiting.abort());
    for (;;) {
      await seen();
      let state;
      try {
        waiting = new AbortController();
        const answer = await fetch(`/.live/state?after=${number}`, { signal: waiting.signal });
        state = /** @type {State} */ (await answer.json());
        if (state.edition && state.edition !== edition && !(await exchange())) {
          keep("view", view());
          history.scrollRestoration = "manual";
          location.reload();
          return;
        }
      } catch {
        if (document.hidden || waiting.signal.aborted) continue;
        if (isLeaving) return;
        stack.prepend(stopped);
        await new Promise((later) => setTimeout(later, 1000)); // it may come again
        number = -1;
        continue;
      }
      stopped.remove();
      if (state.number !== number) complain(state, number !== -1);
      if (setOffIn !== state.edition) setOff(state);
      setOffIn = state.edition;
      number = state.number;
    }
  };

  document.body.append(stack);
  const before = load("view", /** @type {View} */ ({ path: "", x: 0, y: 0, marks: [], open: [] }));
  keep("view", {});
  if (before.path === location.pathname) lookAgain(before);
  follow();
})();
