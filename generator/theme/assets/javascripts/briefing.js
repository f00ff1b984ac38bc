// What the search and the previews know: data/index.js, fetched when it is first asked for. It is a script and
// no JSON, for pages that are opened from disk may load scripts and nothing else.
"use strict";

/**
 * @typedef {object} Entity
 * @property {string} page From the site's root.
 * @property {string} title
 * @property {string} icon The classes of its sign, which is that of its kind, or of what it is.
 * @property {string} kind In words.
 * @property {string[]} aliases
 * @property {string} summary One or two sentences, or nothing.
 *
 * @typedef {object} Sentence A statement, or a passage of a source.
 * @property {string} page With the place on it.
 * @property {string} where In words: the page's title, the passage's number.
 * @property {string} text
 *
 * @typedef {{ entities: Entity[], statements: Sentence[], passages: Sentence[] }} Index
 */

const briefing = (() => {
  const own = document.currentScript;
  const base = new URL("../../", own instanceof HTMLScriptElement ? own.src : location.href);

  /** @type {Promise<Index> | undefined} */
  let asked;

  return {
    base,
    /** @type {Index | undefined} Set by data/index.js. */
    data: undefined,

    /** @returns {Promise<Index>} */
    index() {
      if (briefing.data) return Promise.resolve(briefing.data);
      asked ??= /** @type {Promise<Index>} */ (
        new Promise((resolve, reject) => {
          const script = document.createElement("script");
          script.src = new URL("data/index.js", base).href;
          script.onload = () => (briefing.data ? resolve(briefing.data) : reject(new Error(script.src)));
          script.onerror = () => reject(new Error(script.src));
          document.head.append(script);
        })
      ).finally(() => (asked = undefined)); // it may be there the next time
      return asked;
    },

    /**
     * An element with a class and what is in it; text stays text.
     * @param {string} tag
     * @param {string} name
     * @param {(Node | string)[]} children
     */
    make(tag, name, ...children) {
      const made = document.createElement(tag);
      made.className = name;
      made.append(...children);
      return made;
    },
  };
})();
