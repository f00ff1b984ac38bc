// The search: a dialog that finds names, kinds, statements and passages, from every page and by keyboard alone.
"use strict";
(() => {
  const found = document.getElementById("search");
  if (!(found instanceof HTMLDialogElement)) return;
  const dialog = found;
  const input = /** @type {HTMLInputElement} */ (dialog.querySelector("input"));
  const status = /** @type {HTMLElement} */ (dialog.querySelector("[role='status']"));
  const list = /** @type {HTMLElement} */ (dialog.querySelector("ol"));
  const most = 40;

  /** Letters without their accents, in lower case: who types "Erdogan" finds "Erdoğan". @param {string} text */
  const plain = (text) =>
    text
      .normalize("NFKD")
      .replace(/\p{Mark}/gu, "")
      .replace(/[’‘ʼ']/g, "")
      .toLowerCase()
      .replace(/ı/g, "i");

  /** @param {string} text */
  const words = (text) => plain(text).match(/[\p{L}\p{N}]+/gu) ?? [];

  /**
   * How well a text holds what is sought: all of its words, each as the start of a word. 0: not at all.
   * @param {string} text
   * @param {string[]} sought
   */
  const weight = (text, sought) => {
    const there = words(text);
    let sum = 0;
    for (const word of sought) {
      const at = there.findIndex((other) => other.startsWith(word));
      if (at < 0) return 0;
      sum += (there[at] === word ? 3 : 2) + (at === 0 ? 1 : 0);
    }
    return sum / (sought.length + there.length * 0.05);
  };

  /**
   * @typedef {{ page: string, title: string, icon: string, kind: string, line: string, also: string, weight: number }} Result
   * @param {Index} index
   * @param {string[]} sought
   * @returns {Result[]}
   */
  const search = (index, sought) => {
    /** @type {Result[]} */
    const results = [];
    for (const { page, title, icon, kind, aliases, summary } of index.entities) {
      const byName = weight(title, sought);
      const alias = aliases.map((name) => ({ name, weight: weight(name, sought) })).sort((a, b) => b.weight - a.weight)[0];
      const byAlias = alias ? alias.weight : 0;
      const rest = Math.max(weight(kind, sought), weight(`${title} ${aliases.join(" ")} ${kind} ${summary}`, sought) / 2);
      const best = Math.max(byName && byName + 200, byAlias && byAlias + 199.5, rest && rest + 100);
      if (best) {
        const also = alias && byAlias > byName ? alias.name : "";
        results.push({ page, title, icon, kind, line: summary, also, weight: best });
      }
    }
    for (const [icon, sentences, bonus] of /** @type {[string, Sentence[], number][]} */ ([
      ["sign-statement", index.statements, 50],
      ["sign-passage", index.passages, 0],
    ])) {
      for (const { page, where, text } of sentences) {
        const here = weight(text, sought);
        if (here) results.push({ page, title: where, icon, kind: "", line: text, also: "", weight: here + bonus });
      }
    }
    return results.sort((a, b) => b.weight - a.weight);
  };

  /**
   * Whether two words differ by one letter only: another, one more, one less, or two that changed places; of long
   * words by two.
   * @param {string} a
   * @param {string} b
   */
  const near = (a, b) => {
    const most = a.length < 4 ? 0 : a.length < 8 ? 1 : 2;
    if (Math.abs(a.length - b.length) > most) return false;
    let before = /** @type {number[]} */ ([]);
    let row = [...Array(b.length + 1).keys()];
    for (let i = 1; i <= a.length; i += 1) {
      const next = [i];
      for (let j = 1; j <= b.length; j += 1) {
        const same = a[i - 1] === b[j - 1];
        const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
        const steps = [(next[j - 1] ?? 0) + 1, (row[j] ?? 0) + 1, (row[j - 1] ?? 0) + (same ? 0 : 1)];
        next.push(Math.min(...steps, ...(swapped ? [(before[j - 2] ?? 0) + 1] : [])));
      }
      [before, row] = [row, next];
    }
    return (row[b.length] ?? most + 1) <= most;
  };

  /**
   * What somebody may have meant who typed what stands nowhere: names that are spelled nearly so.
   * @param {Index} index
   * @param {string[]} sought
   */
  const meant = (index, sought) => {
    const known = [...new Set(index.entities.flatMap(({ title, aliases }) => words([title, ...aliases].join(" "))))];
    return sought.map((word) => known.find((name) => name.startsWith(word)) ?? known.find((name) => near(word, name)) ?? word);
  };

  /**
   * A text with the words that were sought set off; of a long one only what stands around the first of them.
   * @param {string} text
   * @param {string[]} sought
   * @param {number} most So many words and spaces at most.
   */
  const marked = (text, sought, most = Infinity) => {
    const line = briefing.make("span", "result__line");
    const pieces = text.split(/([\p{L}\p{N}\p{Mark}’‘ʼ']+)/u);
    const hits = pieces.map((piece, n) => n % 2 === 1 && words(piece).some((w) => sought.some((s) => w.startsWith(s))));
    const from = pieces.length > most ? Math.max(0, hits.indexOf(true) - 16) : 0;
    if (from > 0) line.append("… ");
    for (let n = from; n < Math.min(pieces.length, from + most); n += 1) {
      const piece = pieces[n] ?? "";
      line.append(hits[n] ? briefing.make("mark", "", piece) : piece);
    }
    if (pieces.length > from + most) line.append(" …");
    return line;
  };

  /** @param {Result} result @param {string[]} sought */
  const item = ({ page, title, icon, kind, line, also }, sought) => {
    const link = /** @type {HTMLAnchorElement} */ (
      briefing.make("a", "md-search-result__link", briefing.make("span", `sign ${icon}`), marked(title, sought))
    );
    link.href = new URL(page, briefing.base).href;
    if (also) link.append(" ", briefing.make("span", "result__also", marked(also, sought)));
    if (kind) link.append(" ", briefing.make("span", "result__kind", kind));
    if (line) link.append(marked(line, sought, 64));
    return briefing.make("li", "", link);
  };

  /** @param {string} key @param {number} n */
  const say = (key, n) => (dialog.dataset[key] ?? "").replace("{n}", String(n));

  const show = async () => {
    let sought = /** @type {string[]} */ (words(input.value));
    /** @type {Index} */
    let index;
    try {
      index = await briefing.index();
    } catch {
      status.textContent = say("failed", 0);
      return;
    }
    if (String(words(input.value)) !== String(sought)) return; // typed on while the index was on its way
    let results = sought.length ? search(index, sought) : [];
    const typed = results.length > 0;
    if (!typed && sought.length) {
      sought = meant(index, sought);
      results = search(index, sought);
    }
    list.replaceChildren(...results.slice(0, most).map((result) => item(result, sought)));
    const count = !typed && results.length ? "near" : results.length === 1 ? "one" : results.length > most ? "more" : results.length ? "many" : "none";
    status.textContent = sought.length ? say(count, results.length) : "";
  };

  const open = () => {
    if (dialog.open) return;
    dialog.showModal();
    input.select();
    briefing.index().catch(() => {}); // said when something is typed
  };

  document.addEventListener("click", ({ target }) => {
    if (!(target instanceof Element)) return;
    if (target.closest("[data-toggle='search']")) open();
    else if (target === dialog || target.closest("[data-close='search']")) dialog.close();
    else if (target.closest("#search a")) dialog.close(); // the result may be on this very page
  });

  document.addEventListener("keydown", (event) => {
    const { key, target } = event;
    const typing = target instanceof HTMLElement && target.closest("input, textarea, select, [contenteditable]");
    const wanted = ((event.ctrlKey || event.metaKey) && key === "k") || (!typing && ["/", "s", "f"].includes(key));
    if (!wanted || event.altKey || (key !== "k" && (event.ctrlKey || event.metaKey))) return;
    event.preventDefault();
    open();
  });

  // Up and down go through the results, and back into the box.
  dialog.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const stops = [input, ...list.querySelectorAll("a")];
    const at = stops.findIndex((stop) => stop === document.activeElement);
    const next = stops[at + (event.key === "ArrowDown" ? 1 : -1)];
    if (at < 0 || !next) return;
    event.preventDefault();
    next.focus();
  });

  // Enter in the box goes to the first result.
  input.addEventListener("keydown", ({ key }) => {
    if (key === "Enter") list.querySelector("a")?.click();
  });

  input.addEventListener("input", show);
})();
