/*
 * Lesart: what a page of the edition can do beyond reading. Everything can be read without it.
 *
 * It keeps the layout for the next visit and in the address, marks the place an address names,
 * shows a sentence's counterpart, explains emended words on the spot, and listens to a few keys.
 */
(() => {
  "use strict";

  const VIEWS = ["both", "stacked", "de", "en"];
  const THEME_KEYS = ["f", "s", "/", "n", "p", ".", ","];
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const byId = (id) => document.getElementById(id);
  const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

  /* Memory; a browser may forbid it. */

  const recall = (key) => {
    try { return localStorage.getItem(`lesart.${key}`); } catch { return null; }
  };
  const remember = (key, value) => {
    try { localStorage.setItem(`lesart.${key}`, value); } catch { /* then not */ }
  };

  /* Layout */

  const radios = () => all(".views input");
  const view = () => radios().find((radio) => radio.checked)?.value;
  const pick = (value) => radios().forEach((radio) => { radio.checked = radio.value === value; });
  const isShown = (element) => getComputedStyle(element).visibility === "visible";
  const rows = () => all(".bitext > .para");
  const top = (element) => element.getBoundingClientRect().top;
  const headroom = () => parseFloat(getComputedStyle(rows()[0]).scrollMarginTop);
  const topRow = () => rows().find((row) => row.getBoundingClientRect().bottom > headroom());

  // The row that is being read stays where it is. Where it stands is noted before the layout
  // changes, for a page grown shorter scrolls by itself.
  let reading;
  function noteReading() {
    const row = topRow();
    reading = row && top(row) < headroom() + 40 ? { row, before: top(row) } : null;
  }

  function choose(value) {
    pick(value);
    if (reading) {
      const { row, before } = reading;
      scrollTo({ top: top(row) + scrollY - before, behavior: "instant" });
      reading = null;
    }
    remember("view", value);
    const url = new URL(location.href);
    url.searchParams.set("view", value);
    history.replaceState(history.state, "", url);
  }

  function startLayout() {
    const asked = new URL(location.href).searchParams.get("view");
    const wanted = [asked, recall("view")].find((value) => VIEWS.includes(value));
    if (wanted) pick(wanted);
  }

  /* Places: #p3, #p3.4, #p3.4-en, and ranges of rows or of sentences */

  const sides = (id) => all(`.edition [data-seg~="${CSS.escape(id)}"]`);
  const idOf = (element) => element.id.replace(/^p(?=\d)/, "").replace(/-(de|en)$/, "");

  function named(element) {
    if (element.matches(".para")) return [element];
    return element.matches(".side") ? [element.parentElement] : sides(idOf(element));
  }

  // The end of a range may be an id that is gone; its signpost knows where its words are now.
  function standing(element, at) {
    const to = element?.closest("[data-to]")?.dataset.to.split("-");
    return to ? byId(to.at(at ? -1 : 0)) : element;
  }

  function placesOf(hash, followed = false) {
    let name;
    try { name = decodeURIComponent(hash.slice(1)); } catch { return []; }
    const one = byId(name);
    const post = !followed && one?.closest("[data-to]");
    if (post) return placesOf(`#${post.dataset.to}`, true);
    if (one) return one.closest(".bitext, .work") ? named(one) : [];
    const ends = name.split("-").map((end, at) => standing(byId(end) ?? byId(`p${end}`), at));
    return ends.length === 2 && ends[0] && ends[1] ? between(...ends) : [];
  }

  function between(...ends) {
    const order = ends.every((end) => end.matches(".para")) ? rows()
      : all(".work h1 .seg, .side--de .seg, .held .seg");
    const at = ends.flatMap((end) => {
      const inside = end.matches(".para") ? [end, ...all(".seg", end)] : named(end);
      const found = inside.map((element) => order.indexOf(element)).filter((index) => index >= 0);
      return found.length ? [Math.min(...found), Math.max(...found)] : [];
    });
    const places = order.slice(Math.min(...at), Math.max(...at) + 1);
    return places.flatMap((place) => (place.matches(".para") ? [place] : sides(place.dataset.seg)));
  }

  // Beside each other, a sentence may begin higher in one language than in the other. Its paragraph
  // is shown from the beginning, with number and speaker, where the sentence then stands high enough.
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
    const note = document.querySelector(".note:target");
    // Above a short note there is room for the words it is about.
    const block = note?.offsetHeight < 0.7 * innerHeight ? "end" : "start";
    note?.scrollIntoView({ block, behavior: "instant" });
  }

  /* Sentences and their counterparts */

  let pinned = null;

  function light(seg) {
    all(".lit").forEach((element) => element.classList.remove("lit"));
    const scope = seg?.closest(".edition, .passage");
    const ids = scope ? seg.dataset.seg.split(" ") : [];
    ids.flatMap((id) => all(`[data-seg~="${CSS.escape(id)}"]`, scope))
      .forEach((element) => element.classList.add("lit"));
  }

  const numberOf = (seg) => seg?.closest(".bitext > .para")?.querySelector(".para__no");

  function relabel(number, words, href, label) {
    number.textContent = words;
    number.setAttribute("href", href);
    number.ariaLabel = label;
  }

  function pin(seg) {
    const own = numberOf(pinned);
    if (own?.dataset.own) {
      relabel(own, ...JSON.parse(own.dataset.own));
      delete own.dataset.own;
    }
    pinned = seg;
    light(seg);
    const number = numberOf(seg);
    const ids = seg ? seg.dataset.seg.split(" ") : [];
    if (!number || !ids[0].includes(".")) return;
    const ends = [...new Set([ids[0], ids.at(-1)])].map((id) => id.replace(/^(?=\d)/, "p"));
    const paragraph = [number.textContent, number.getAttribute("href"), number.ariaLabel];
    number.dataset.own = JSON.stringify(paragraph);
    relabel(number, ids[0], `#${ends.join("-")}`, `Sentence ${ids.join(", ")}`);
  }

  function focusOn(seg) {
    seg.tabIndex = -1;
    seg.focus({ preventScroll: true });
    pin(seg);
    seg.scrollIntoView({ block: "nearest", behavior: "instant" });
  }

  /* Emended words */

  function explain(link) {
    const entry = byId(decodeURIComponent(link.hash.slice(1)));
    if (!entry || !HTMLElement.prototype.showPopover) return false;
    let box = document.querySelector(".gloss");
    if (!box) {
      box = document.body.appendChild(document.createElement("div"));
      Object.assign(box, { className: "gloss", popover: "auto", role: "dialog", tabIndex: -1 });
      box.ariaLabel = "Emendation";
      box.addEventListener("focusout", ({ relatedTarget: to }) => {
        if (to && !box.contains(to)) box.hidePopover();
      });
    }
    const words = all(".entry > :not(.back)", entry).flatMap((part) => [part.cloneNode(true), " "]);
    const more = document.createElement("a");
    Object.assign(more, { href: link.href, textContent: "All emendations" });
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
  const typing = (element) => element.isContentEditable
    || element.matches("textarea, select, input:not([type=radio], [type=checkbox])");

  function stepRow(step) {
    const list = rows();
    const focused = list.indexOf(document.activeElement.closest(".para"));
    const first = topRow();
    const ahead = first && step > 0 && top(first) > headroom() + 8;
    const next = focused >= 0 ? focused + step : list.indexOf(first) + (ahead ? 0 : step);
    const row = list[Math.max(0, Math.min(list.length - 1, next))];
    pin(null);
    row.scrollIntoView({ block: "start", behavior: calm() ? "instant" : "smooth" });
    row.querySelector(".para__no").focus({ preventScroll: true });
  }

  function stepSentence(step) {
    const segs = all(`.bitext .side--${view() === "en" ? "en" : "de"} .seg`);
    const row = document.activeElement.closest(".para") ?? topRow();
    const at = segs.findIndex((seg) => seg === pinned);
    const first = segs.findIndex((seg) => row?.contains(seg));
    const next = segs[at >= 0 ? at + step : step > 0 ? first : first - 1];
    if (next) focusOn(next);
  }

  const KEYS = {
    j: () => stepRow(1),
    k: () => stepRow(-1),
    l: () => stepSentence(1),
    h: () => stepSentence(-1),
    v: () => {
      noteReading();
      choose(VIEWS[(VIEWS.indexOf(view()) + 1) % VIEWS.length]);
    },
  };

  addEventListener("keydown", (event) => {
    const modified = event.ctrlKey || event.metaKey || event.altKey || event.shiftKey;
    if (modified || typing(event.target)) return;
    if (event.key === "Escape") pin(null);
    if (!keysOn && THEME_KEYS.includes(event.key)) event.stopImmediatePropagation();
    if (!keysOn || !KEYS[event.key] || !radios().length) return;
    event.preventDefault();
    KEYS[event.key]();
  }, true);

  function offerSwitch() {
    all("[data-keys]").forEach((place) => {
      const box = Object.assign(document.createElement("input"), { type: "checkbox", checked: keysOn });
      const label = Object.assign(document.createElement("label"), { className: "switch" });
      label.append(box, "Keys on");
      box.addEventListener("change", () => {
        keysOn = box.checked;
        remember("keys", keysOn ? "on" : "off");
      });
      place.replaceChildren(label);
    });
  }

  /* Listeners stand on the document, so they outlive a page that the theme swaps in place. */

  ["pointerdown", "keydown"].forEach((type) => document.addEventListener(type, (event) => {
    if (event.target.closest?.(".views")) noteReading();
  }));
  document.addEventListener("change", (event) => {
    if (event.target.matches(".views input")) choose(event.target.value);
  });
  ["pointerover", "focusin"].forEach((type) => document.addEventListener(type, (event) => {
    light(event.target.closest?.("[data-seg]") ?? pinned);
  }));
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (link?.matches(".emended") && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      if (explain(link)) event.preventDefault();
    } else if (link?.dataset.range) {
      link.hash = link.dataset.range;
    } else if (!link && getSelection().isCollapsed) {
      pin(event.target.closest(".bitext [data-seg]"));
    }
  });
  addEventListener("hashchange", goToPlace);

  function start() {
    // The theme gives its search dialog no name.
    document.querySelector(".md-search[role=dialog]")?.setAttribute("aria-label", "Search");
    pinned = null;
    startLayout();
    offerSwitch();
    goToPlace();
  }

  if (typeof document$ === "undefined") start();
  else document$.subscribe(start);

  // Fonts that come late move the place away; who has begun to read is not taken back to it.
  let begun = false;
  for (const act of ["wheel", "touchmove", "keydown", "pointerdown"]) {
    addEventListener(act, () => { begun = true; }, { once: true, passive: true });
  }
  const again = () => { if (location.hash && !begun && !pinned) goToPlace(); };
  document.fonts?.ready.then(again);
  document.fonts?.addEventListener("loadingdone", again);
  for (const moved of ["load", "lesart:moved"]) addEventListener(moved, again);
})();
