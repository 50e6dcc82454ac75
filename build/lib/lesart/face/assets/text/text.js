/*
 * Lesart: what a page of the edition can do beyond reading. Everything can be read without it.
 *
 * It keeps the layout for the next visit and in the address, marks the place an address names,
 * shows a sentence's counterpart, explains emended words on the spot, and listens to a few keys.
 */
(() => {
  "use strict";

  const { all, byId, domId, make, placeOf, recall, remember } = Lesart;
  const VIEWS = ["both", "stacked", "de", "en"];
  const THEME_KEYS = ["f", "s", "/", "n", "p", ".", ","];
  const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

  /* Layout */

  const radios = () => /** @type {HTMLInputElement[]} */ (all(".views input"));
  const view = () => radios().find((radio) => radio.checked)?.value;
  /** @param {string} value */
  const pick = (value) => radios().forEach((radio) => (radio.checked = radio.value === value));
  /** @param {Element} element */
  const isShown = (element) => getComputedStyle(element).visibility === "visible";
  const rows = () => all(".bitext .para");
  /** @param {Element} element */
  const top = (element) => element.getBoundingClientRect().top;
  const headroom = () => parseFloat(getComputedStyle(rows()[0]).scrollMarginTop);
  const topRow = () => rows().find((row) => row.getBoundingClientRect().bottom > headroom());

  // The row that is being read stays where it is. Where it stands is noted before the layout
  // changes, for a page grown shorter scrolls by itself.
  /** @type {{ row: Element, before: number } | null} */
  let reading = null;
  function noteReading() {
    const row = topRow();
    reading = row && top(row) < headroom() + 40 ? { row, before: top(row) } : null;
  }

  /** @param {string} value */
  function choose(value) {
    pick(value);
    if (reading) {
      const { row, before } = reading;
      scrollTo({ top: top(row) + scrollY - before, behavior: "instant" });
      reading = null;
    }
    remember("view", value);
    Lesart.address("view", value);
  }

  function startLayout() {
    const wanted = [Lesart.asked("view"), recall("view")].find((one) => one && VIEWS.includes(one));
    if (wanted) pick(wanted);
  }

  /* Places: #p3, #p3.4, #p3.4-en, and ranges of rows or of sentences */

  /** @param {string} id */
  const sides = (id) => all(`.edition [data-seg~="${CSS.escape(id)}"]`);
  /** @param {HTMLElement} seg */
  const idsOf = (seg) => seg.dataset.seg?.split(" ") ?? [];

  /**
   * @param {HTMLElement} element
   * @returns {HTMLElement[]}
   */
  function named(element) {
    if (element.matches(".para")) return [element];
    if (!element.matches(".side")) return sides(placeOf(element.id));
    return element.parentElement ? [element.parentElement] : [];
  }

  /**
   * Find the signpost that stands where an id is gone.
   *
   * @param {Element | null} [element]
   */
  const postOf = (element) =>
    /** @type {HTMLElement | null} */ (element?.closest("[data-to]") ?? null);

  // The end of a range may be an id that is gone; its signpost knows where its words are now.
  /**
   * @param {HTMLElement | null} element
   * @param {number} at
   */
  function standing(element, at) {
    const to = postOf(element)?.dataset.to?.split("-");
    return to ? byId(to.at(at ? -1 : 0) ?? "") : element;
  }

  /**
   * @param {string} hash
   * @returns {HTMLElement[]}
   */
  function placesOf(hash, followed = false) {
    const name = Lesart.fragment(hash);
    const one = byId(name);
    const post = followed ? null : postOf(one);
    if (post) return placesOf(`#${post.dataset.to}`, true);
    if (one) return one.closest(".bitext, .work") ? named(one) : [];
    const ends = name.split("-").map((end, at) => standing(byId(end) ?? byId(`p${end}`), at));
    const [first, last] = ends;
    return ends.length === 2 && first && last ? between(first, last) : [];
  }

  /** @param {HTMLElement[]} ends */
  function between(...ends) {
    const order = ends.every((end) => end.matches(".para"))
      ? rows()
      : all(".work h1 .seg, .side--de .seg, .held .seg");
    const at = ends.flatMap((end) => {
      const inside = end.matches(".para") ? [end, ...all(".seg", end)] : named(end);
      const found = inside.map((element) => order.indexOf(element)).filter((index) => index >= 0);
      return found.length ? [Math.min(...found), Math.max(...found)] : [];
    });
    const places = order.slice(Math.min(...at), Math.max(...at) + 1);
    return places.flatMap((place) =>
      place.matches(".para") ? [place] : sides(place.dataset.seg ?? ""),
    );
  }

  // Beside each other, a sentence may begin higher in one language than in the other. Its paragraph
  // is shown from the beginning, with number and speaker, where the sentence then stands high enough.
  /** @param {HTMLElement[]} places */
  function startOf(places) {
    const [highest] = places.sort((one, other) => top(one) - top(other));
    const row = highest?.closest(".para");
    return row && top(highest) - top(row) < innerHeight / 3 ? row : highest;
  }

  function goToPlace() {
    all(".marked, .here").forEach((element) => element.classList.remove("marked", "here"));
    const places = placesOf(location.hash);
    places.forEach((element) => {
      element.classList.add("marked");
      element.closest(".para")?.classList.add("here");
    });
    startOf(places.filter(isShown))?.scrollIntoView({ block: "start", behavior: "instant" });
    const [note] = all(".note:target");
    // Above a short note there is room for the words it is about.
    const block = note?.offsetHeight < 0.7 * innerHeight ? "end" : "start";
    note?.scrollIntoView({ block, behavior: "instant" });
  }

  /* Sentences and their counterparts */

  /** @type {HTMLElement | null} */
  let pinned = null;

  /** @param {HTMLElement | null} seg */
  function light(seg) {
    all(".lit").forEach((element) => element.classList.remove("lit"));
    const scope = seg?.closest(".edition, .passage");
    if (!seg || !scope) return;
    idsOf(seg)
      .flatMap((id) => all(`[data-seg~="${CSS.escape(id)}"]`, scope))
      .forEach((element) => element.classList.add("lit"));
  }

  /** @param {HTMLElement | null} seg */
  const numberOf = (seg) =>
    /** @type {HTMLElement | null} */ (
      seg?.closest(".bitext .para")?.querySelector(".para__no") ?? null
    );

  /**
   * @param {HTMLElement} number
   * @param {string} words
   * @param {string} href
   * @param {string} label
   */
  function relabel(number, words, href, label) {
    number.textContent = words;
    number.setAttribute("href", href);
    number.ariaLabel = label;
  }

  /** @param {HTMLElement | null} seg */
  function pin(seg) {
    const own = numberOf(pinned);
    if (own?.dataset.own) {
      const [words, href, label] = JSON.parse(own.dataset.own);
      relabel(own, words, href, label);
      delete own.dataset.own;
    }
    pinned = seg;
    light(seg);
    const number = numberOf(seg);
    const ids = seg ? idsOf(seg) : [];
    if (!number || !ids[0]?.includes(".")) return;
    const ends = [...new Set([ids[0], ids[ids.length - 1]])].map(domId);
    const paragraph = [number.textContent, number.getAttribute("href"), number.ariaLabel];
    number.dataset.own = JSON.stringify(paragraph);
    relabel(number, ids[0], `#${ends.join("-")}`, `Sentence ${ids.join(", ")}`);
  }

  /** @param {HTMLElement} seg */
  function focusOn(seg) {
    seg.tabIndex = -1;
    seg.focus({ preventScroll: true });
    pin(seg);
    seg.scrollIntoView({ block: "nearest", behavior: "instant" });
  }

  /* Emended words */

  function makeBox() {
    const box = make("div", { className: "gloss", popover: "auto", role: "dialog", tabIndex: -1 });
    box.ariaLabel = "Emendation";
    box.addEventListener("focusout", ({ relatedTarget: to }) => {
      if (to instanceof Node && !box.contains(to)) box.hidePopover();
    });
    return document.body.appendChild(box);
  }

  /** @param {HTMLAnchorElement} link */
  function explain(link) {
    const entry = byId(Lesart.fragment(link.hash));
    if (!entry || !HTMLElement.prototype.showPopover) return false;
    const box = all(".gloss")[0] ?? makeBox();
    const words = all(".entry > :not(.back)", entry).flatMap((part) => [part.cloneNode(true), " "]);
    const more = make("a", { href: link.href, textContent: "All emendations" });
    more.addEventListener("click", () => box.hidePopover());
    box.replaceChildren(...words, more);
    box.showPopover();
    const at = link.getClientRects()[0];
    const left = Math.min(at.left, innerWidth - box.offsetWidth - 16);
    const below = at.bottom + 8 + box.offsetHeight < innerHeight;
    box.style.left = `${Math.max(16, left)}px`;
    box.style.top = `${below ? at.bottom + 8 : Math.max(8, at.top - box.offsetHeight - 8)}px`;
    box.focus();
    return true;
  }

  /* Keys: j k paragraphs, h l sentences, v layout; one switch turns them off, the theme's as well */

  let keysOn = recall("keys") !== "off";
  const focusedRow = () =>
    /** @type {HTMLElement | null} */ (document.activeElement?.closest(".para") ?? null);

  /** @param {number} step */
  function stepRow(step) {
    const list = rows();
    const own = focusedRow();
    const focused = own ? list.indexOf(own) : -1;
    const first = topRow();
    const ahead = first && step > 0 && top(first) > headroom() + 8;
    const current = first ? list.indexOf(first) : -1;
    const next = focused >= 0 ? focused + step : current + (ahead ? 0 : step);
    const row = list[Math.max(0, Math.min(list.length - 1, next))];
    pin(null);
    row.scrollIntoView({ block: "start", behavior: calm() ? "instant" : "smooth" });
    Lesart.one(".para__no", row).focus({ preventScroll: true });
  }

  /** @param {number} step */
  function stepSentence(step) {
    const segs = all(`.bitext .side--${view() === "en" ? "en" : "de"} .seg`);
    const row = focusedRow() ?? topRow();
    const at = segs.findIndex((seg) => seg === pinned);
    const first = segs.findIndex((seg) => row?.contains(seg));
    const next = segs[at >= 0 ? at + step : step > 0 ? first : first - 1];
    if (next) focusOn(next);
  }

  /** @type {Record<string, () => void>} */
  const KEYS = {
    j: () => stepRow(1),
    k: () => stepRow(-1),
    l: () => stepSentence(1),
    h: () => stepSentence(-1),
    v: () => {
      noteReading();
      choose(VIEWS[(VIEWS.indexOf(view() ?? "") + 1) % VIEWS.length]);
    },
  };

  addEventListener(
    "keydown",
    (event) => {
      const at = Lesart.target(event);
      if (Lesart.modified(event) || (at && Lesart.typing(at))) return;
      if (event.key === "Escape") pin(null);
      if (!keysOn && THEME_KEYS.includes(event.key)) event.stopImmediatePropagation();
      if (!keysOn || !KEYS[event.key] || !radios().length) return;
      event.preventDefault();
      KEYS[event.key]();
    },
    true,
  );

  function offerSwitch() {
    all("[data-keys]").forEach((place) => {
      const box = make("input", { type: "checkbox", checked: keysOn });
      box.addEventListener("change", () => {
        keysOn = box.checked;
        remember("keys", keysOn ? "on" : "off");
      });
      place.replaceChildren(make("label", { className: "switch" }, box, "Keys on"));
    });
  }

  /* Listeners stand on the document, so they outlive a page that the theme swaps in place. */

  for (const type of ["pointerdown", "keydown"]) {
    document.addEventListener(type, (event) => {
      if (Lesart.target(event)?.closest(".views")) noteReading();
    });
  }
  document.addEventListener("change", ({ target }) => {
    if (target instanceof HTMLInputElement && target.matches(".views input")) choose(target.value);
  });
  for (const type of ["pointerover", "focusin"]) {
    document.addEventListener(type, (event) => {
      const seg = Lesart.target(event)?.closest("[data-seg]");
      light(/** @type {HTMLElement | null} */ (seg ?? pinned));
    });
  }
  document.addEventListener("click", (event) => {
    const at = Lesart.target(event);
    const link = at?.closest("a");
    if (link?.matches(".emended") && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      if (explain(link)) event.preventDefault();
    } else if (link?.dataset.range) {
      link.hash = link.dataset.range;
    } else if (at && !link && getSelection()?.isCollapsed) {
      pin(at.closest(".bitext [data-seg]"));
    }
  });
  addEventListener("hashchange", goToPlace);

  // Fonts that come late move the place away; who has begun to read is not taken back to it.
  let begun = false;

  Lesart.onPage(() => {
    // The theme gives its search dialog no name.
    document.querySelector(".md-search[role=dialog]")?.setAttribute("aria-label", "Search");
    pinned = null;
    startLayout();
    offerSwitch();
    goToPlace();
  });

  for (const act of ["wheel", "touchmove", "keydown", "pointerdown"]) {
    addEventListener(act, () => (begun = true), { once: true, passive: true });
  }
  const again = () => {
    if (location.hash && !begun && !pinned) goToPlace();
  };
  document.fonts?.ready.then(again);
  document.fonts?.addEventListener("loadingdone", again);
  for (const moved of ["load", "lesart:moved"]) addEventListener(moved, again);
})();
