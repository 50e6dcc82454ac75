/*
 * Lesart: terms of the glossary and notes, where they stand in a text.
 *
 * It keeps the choices which terms are marked and how notes show, and shows a gloss beside a term,
 * or a note beside its mark, on hover, on focus and on tap; a mark opens its note on a click as
 * well. Glosses and notes stand in the page; without this script a term is a link to its entry,
 * and a mark a link to its note.
 */
(() => {
  "use strict";

  const { all, make } = Lesart;
  const CHOICES = { terms: ["first", "all", "none"], notes: ["marks", "hidden", "beside"] };
  const LATER = 250;
  const GRACE = 300;

  /* Which terms are marked, how notes show: kept for the next visit and in the address */

  /** @param {string} name */
  const radios = (name) => /** @type {HTMLInputElement[]} */ (all(`.marks input[name=${name}]`));

  /**
   * @param {string} name
   * @param {string} choice
   */
  function apply(name, choice) {
    radios(name).forEach((radio) => (radio.checked = radio.value === choice));
    if (name !== "terms") return;
    all("a.term").forEach((link) => {
      const reached = choice === "all" || (choice === "first" && !link.matches(".term--again"));
      if (reached) link.removeAttribute("tabindex");
      else link.tabIndex = -1;
    });
  }

  /**
   * @param {string} name
   * @param {string} choice
   */
  function choose(name, choice) {
    apply(name, choice);
    Lesart.remember(name, choice);
    Lesart.address(name, choice);
  }

  /* The box: stays while the pointer or the focus is on the term or mark, or on the box itself */

  /** @type {HTMLElement | undefined} */
  let box;
  /** @type {HTMLAnchorElement | null} */
  let shown = null;
  let timer = 0;
  let returning = false;

  /** @param {EventTarget | null | undefined} at */
  const inBox = (at) => at instanceof Node && Boolean(box?.contains(at));

  function makeBox() {
    const made = make("div", {
      className: "termbox",
      id: "termbox",
      role: "dialog",
      tabIndex: -1,
      hidden: true,
    });
    made.addEventListener("pointerenter", () => clearTimeout(timer));
    made.addEventListener("pointerleave", later(hide, GRACE));
    made.addEventListener("focusout", ({ relatedTarget: to }) => {
      if (to instanceof Node && to !== shown && !made.contains(to)) hide();
    });
    return document.body.appendChild(made);
  }

  /**
   * @param {() => void} act
   * @param {number} delay
   */
  function later(act, delay) {
    return () => {
      clearTimeout(timer);
      timer = setTimeout(act, delay);
    };
  }

  // What stands in the box: its name and its parts; nothing where it shows in the page already.
  /** @param {HTMLAnchorElement} link */
  function glossOf(link) {
    const [gloss] = all(`[data-gloss="${CSS.escape(link.dataset.term ?? "")}"]`);
    if (!gloss) return null;
    const inText = /** @type {HTMLElement | null} */ (link.closest("[lang]"));
    const lang = inText?.lang === "de" ? "de" : "en";
    const copy = /** @type {HTMLElement} */ (gloss.cloneNode(true));
    const words = [...copy.children].filter(
      (part) => !part.className || part.className === `gloss__${lang}`,
    );
    const more = make("a", { href: link.href, textContent: "Glossary entry" });
    return { name: `Term: ${Lesart.one("b", gloss).textContent}`, parts: [...words, more] };
  }

  /** @param {HTMLAnchorElement} link */
  function noteOf(link) {
    const note = Lesart.byId(Lesart.fragment(link.hash));
    if (!note || note.checkVisibility()) return null;
    const copy = /** @type {HTMLElement} */ (note.cloneNode(true));
    all(".back", copy).forEach((back) => back.remove());
    return { name: note.ariaLabel, parts: [...copy.children] };
  }

  /** @param {Element} link */
  const isMark = (link) => link.matches(".noteref");

  /** @param {HTMLAnchorElement} link */
  function show(link) {
    clearTimeout(timer);
    if (shown === link) return true;
    const content = isMark(link) ? noteOf(link) : glossOf(link);
    if (!content) return false;
    hide();
    if (!box?.isConnected) box = makeBox();
    box.replaceChildren(...content.parts);
    box.ariaLabel = content.name;
    box.classList.toggle("termbox--note", isMark(link));
    box.scrollTop = 0;
    box.hidden = false;
    place(box, link);
    shown = link;
    link.setAttribute("aria-describedby", "termbox");
    link.setAttribute("aria-expanded", "true");
    return true;
  }

  /**
   * @param {HTMLElement} made
   * @param {Element} link
   */
  function place(made, link) {
    const at = link.getClientRects()[0];
    const { offsetHeight: height, offsetWidth: width } = made;
    const left = Math.min(at.left, document.documentElement.clientWidth - width - 12);
    const above = at.bottom + 6 + height > innerHeight && at.top > height + 60;
    made.style.left = `${Math.max(12, left) + scrollX}px`;
    made.style.top = `${(above ? at.top - height - 6 : at.bottom + 6) + scrollY}px`;
  }

  function hide() {
    clearTimeout(timer);
    if (!shown || !box) return;
    const inside = inBox(document.activeElement);
    const link = shown;
    shown = null;
    box.hidden = true;
    link.removeAttribute("aria-describedby");
    link.removeAttribute("aria-expanded");
    if (!inside) return;
    returning = true;
    link.focus({ preventScroll: true });
    returning = false;
  }

  /* Listeners stand on the document, so they outlive a page that the theme swaps in place. */

  let touched = false;
  /** @param {Event} event */
  const termOf = (event) =>
    /** @type {HTMLAnchorElement | null} */ (
      Lesart.target(event)?.closest("a.term, a.noteref") ?? null
    );
  const options = () => /** @type {HTMLDetailsElement[]} */ (all(".options[open]"));
  /** @param {Element | null} except */
  const closeOptions = (except) =>
    options().forEach((one) => (one.open = Boolean(except && one.contains(except))));

  document.addEventListener("change", ({ target }) => {
    if (target instanceof HTMLInputElement && target.matches(".marks input")) {
      choose(target.name, target.value);
    }
  });
  document.addEventListener("pointerdown", (event) => {
    touched = event.pointerType === "touch";
    if (shown && !termOf(event) && !inBox(event.target)) hide();
    closeOptions(Lesart.target(event));
  });
  document.addEventListener("pointerover", (event) => {
    const link = event.pointerType === "touch" ? null : termOf(event);
    if (link) later(() => show(link), LATER)();
  });
  document.addEventListener("pointerout", (event) => {
    if (event.pointerType !== "touch" && termOf(event)) later(leave, GRACE)();
  });
  document.addEventListener("focusin", (event) => {
    const link = termOf(event);
    if (link?.matches(":focus-visible") && !touched && !returning) show(link);
  });
  document.addEventListener("focusout", (event) => {
    if (termOf(event) && shown && !inBox(event.relatedTarget) && !shown.matches(":hover")) hide();
  });
  document.addEventListener("click", (event) => {
    const link = termOf(event);
    if (!link || !(touched || isMark(link))) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (show(link)) {
      event.preventDefault();
      box?.focus({ preventScroll: true });
    } else if (isMark(link)) {
      stayFor(link);
    }
  });
  addEventListener(
    "keydown",
    (event) => {
      touched = false;
      if (event.key !== "Escape") return;
      hide();
      const [open] = options();
      if (open?.contains(document.activeElement)) Lesart.one("summary", open).focus();
      closeOptions(null);
    },
    true,
  );

  // The note shows beside the text: the page need not jump to open it.
  /** @param {HTMLAnchorElement} link */
  function stayFor(link) {
    const top = scrollY;
    if (link.hash === location.hash) return;
    const stay = () => {
      scrollTo({ top, behavior: "instant" });
      const note = document.querySelector(".note:target");
      note?.scrollIntoView({ block: "nearest", behavior: "instant" });
    };
    addEventListener("hashchange", stay, { once: true });
  }

  function leave() {
    if (shown && document.activeElement !== shown) hide();
  }

  Lesart.onPage(() => {
    hide();
    Object.entries(CHOICES).forEach(([name, known]) => {
      if (!radios(name).length) return;
      const wanted = [Lesart.asked(name), Lesart.recall(name)];
      apply(name, wanted.find((one) => one !== null && known.includes(one)) ?? known[0]);
    });
    // The choice may have moved the place that the address names.
    dispatchEvent(new Event("lesart:moved"));
  });
})();
