// Evidence in reach: what a footnote says, and who somebody is, without leaving the sentence. Each of them is a
// plain link, too, which leads to the same words without this script.
"use strict";
(() => {
  const found = document.querySelector("article");
  if (!found) return;
  const article = found;

  /** @typedef {{ at: HTMLAnchorElement, box: HTMLElement, pinned: boolean }} Shown */
  /** @type {Shown | undefined} */
  let shown;
  /** @type {number | undefined} */
  let timer;

  const hide = () => {
    clearTimeout(timer);
    shown?.at.removeAttribute("aria-describedby");
    shown?.box.remove();
    shown = undefined;
  };

  /**
   * Below its link, or above where there is no room; never beyond the edges of the window.
   * @param {HTMLElement} at
   * @param {HTMLElement} box
   */
  const place = (at, box) => {
    const link = [...at.getClientRects()].pop() ?? at.getBoundingClientRect();
    const frame = (box.offsetParent ?? document.body).getBoundingClientRect();
    const size = box.getBoundingClientRect();
    if (getComputedStyle(box).position === "fixed") {
      scrollBy(0, Math.max(0, link.bottom + 16 - size.top)); // at the foot of a phone: the sentence stays in sight
      return;
    }
    const left = Math.min(Math.max(link.left - 16, 8), document.documentElement.clientWidth - size.width - 8);
    const under = link.bottom + size.height + 12 < innerHeight || link.top < size.height + 12;
    box.style.left = `${left - frame.left}px`;
    box.style.top = `${(under ? link.bottom + 4 : link.top - size.height - 4) - frame.top}px`;
  };

  /**
   * @param {HTMLAnchorElement} at
   * @param {boolean} pinned Whether it stays until it is closed.
   * @param {Node[]} content
   */
  const show = (at, pinned, content) => {
    hide();
    const box = briefing.make("span", "popup", ...content);
    box.id = "popup";
    box.setAttribute("role", "note");
    // Right behind the link, so that the next press of the tabulator goes into it.
    at.after(box);
    at.setAttribute("aria-describedby", box.id);
    shown = { at, box, pinned };
    place(at, box);
  };

  // --- footnotes ------------------------------------------------------------------------------------------

  /** @param {Element | null} target @returns {HTMLAnchorElement | null} */
  const mark = (target) => target?.closest("a.footnote-ref") ?? null;

  /** What the footnote says, without the ways back from it. @param {HTMLAnchorElement} link */
  const note = (link) => {
    const body = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!body) return [];
    const copy = /** @type {HTMLElement} */ (body.cloneNode(true));
    for (const back of copy.querySelectorAll(".footnote-backref")) back.remove();
    return [...copy.children].flatMap((part) => {
      // Within a paragraph there are none: each becomes a line of its own.
      const line = briefing.make("span", `popup__${part.localName}`);
      const inner = part.localName === "blockquote" ? [...part.children].flatMap((p) => [...p.childNodes]) : part.childNodes;
      line.append(...inner);
      return line.textContent?.trim() ? [line] : [];
    });
  };

  /** @param {HTMLAnchorElement} at @param {boolean} pinned */
  const showNote = (at, pinned) => {
    const content = note(at);
    if (!content.length) return false;
    const statement = at.closest("li, td, p");
    const citation = statement?.querySelector(":scope > a[href*='/cite/'], :scope > p > a[href*='/cite/']");
    if (citation) content.push(briefing.make("span", "popup__p", citation.cloneNode(true)));
    show(at, pinned, content);
    return true;
  };

  // --- entities -------------------------------------------------------------------------------------------

  /** @param {Element | null} target @returns {HTMLAnchorElement | null} */
  const entityLink = (target) => {
    const link = target?.closest("a[href*='actors/'], a[href*='places/'], a[href*='events/'], article a[href$='.html']");
    return link instanceof HTMLAnchorElement && !link.closest(".popup, .picture") ? link : null;
  };

  /** @param {HTMLAnchorElement} at */
  const showEntity = async (at) => {
    const page = at.href.slice(briefing.base.href.length).replace(/#.*/, "");
    const entity = await briefing.index().then(
      ({ entities }) => entities.find((each) => each.page === page),
      () => undefined, // then it is a link like any other
    );
    if (!entity || (!at.matches(":hover") && document.activeElement !== at)) return;
    if (!entity.summary && at.textContent === entity.title) return; // the page says as much already
    show(at, false, [
      briefing.make(
        "span",
        "popup__p",
        briefing.make("span", `sign ${entity.icon}`),
        briefing.make("strong", "", entity.title),
        " ",
        briefing.make("span", "popup__kind", entity.kind),
      ),
      ...(entity.summary ? [briefing.make("span", "popup__p", entity.summary)] : []),
    ]);
  };

  // --- pointing, focusing, tapping ------------------------------------------------------------------------

  /** @param {EventTarget | null} target */
  const element = (target) => (target instanceof Element ? target : null);

  /** @param {Element | null} target */
  const offer = (target) => {
    const footnote = mark(target);
    if (footnote) return void (shown?.at !== footnote && showNote(footnote, false));
    const link = entityLink(target);
    if (link && shown?.at !== link) showEntity(link);
  };

  article.addEventListener("pointerover", ({ target, pointerType }) => {
    if (pointerType !== "mouse") return;
    clearTimeout(timer);
    const at = element(target);
    if (at?.closest(".popup") || shown?.pinned) return;
    if (mark(at) || entityLink(at)) timer = setTimeout(() => offer(at), 180);
    else if (shown) timer = setTimeout(hide, 300);
  });
  article.addEventListener("pointerleave", () => {
    clearTimeout(timer);
    if (shown && !shown.pinned) timer = setTimeout(hide, 300);
  });

  article.addEventListener("focusin", ({ target }) => {
    const at = element(target);
    if (at?.closest(".popup")) return;
    if (shown && shown.at !== at) hide();
    if (at?.matches(":focus-visible")) offer(at);
  });
  document.addEventListener("focusin", ({ target }) => {
    if (shown && !article.contains(element(target))) hide();
  });

  document.addEventListener("click", (event) => {
    const at = element(event.target);
    if (event.ctrlKey || event.metaKey || event.shiftKey || at?.closest(".popup")) return;
    const footnote = mark(at);
    if (!footnote) {
      hide();
    } else if (shown?.at === footnote && shown.pinned) {
      event.preventDefault();
      hide();
    } else if (showNote(footnote, true)) {
      event.preventDefault();
    }
  });

  document.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || !shown) return;
    const { at, box } = shown;
    if (box.contains(document.activeElement)) at.focus({ preventScroll: true });
    hide();
  });

  addEventListener("resize", () => shown && place(shown.at, shown.box));
})();
