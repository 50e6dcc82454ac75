/*
 * Lesart: the terms of the glossary where they stand in a text.
 *
 * It keeps the choice which terms are marked, and shows a gloss beside a term on hover, on focus
 * and on tap. The glosses stand in the page; without this script a term is a link to its entry.
 */
(() => {
  "use strict";

  const CHOICES = ["first", "all", "none"];
  const LATER = 250;
  const GRACE = 300;
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  /* Which terms are marked: kept for the next visit and in the address */

  const radios = () => all(".marks input");

  function recall() {
    try { return localStorage.getItem("lesart.terms"); } catch { return null; }
  }

  function apply(choice) {
    radios().forEach((radio) => { radio.checked = radio.value === choice; });
    all("a.term").forEach((link) => {
      const reached = choice === "all" || (choice === "first" && !link.matches(".term--again"));
      if (reached) link.removeAttribute("tabindex");
      else link.tabIndex = -1;
    });
  }

  function choose(choice) {
    apply(choice);
    try { localStorage.setItem("lesart.terms", choice); } catch { /* then not */ }
    const url = new URL(location.href);
    url.searchParams.set("terms", choice);
    history.replaceState(history.state, "", url);
  }

  /* The gloss: stays while the pointer or the focus is on the term or on the gloss itself */

  let box;
  let shown = null;
  let timer = 0;

  function makeBox() {
    const made = document.createElement("div");
    Object.assign(made, { className: "termbox", id: "termbox", role: "dialog", tabIndex: -1 });
    made.hidden = true;
    made.addEventListener("pointerenter", () => clearTimeout(timer));
    made.addEventListener("pointerleave", later(hide, GRACE));
    made.addEventListener("focusout", ({ relatedTarget: to }) => {
      if (to && to !== shown && !made.contains(to)) hide();
    });
    return document.body.appendChild(made);
  }

  function later(act, delay) {
    return () => {
      clearTimeout(timer);
      timer = setTimeout(act, delay);
    };
  }

  function show(link) {
    clearTimeout(timer);
    const gloss = document.querySelector(`[data-gloss="${CSS.escape(link.dataset.term)}"]`);
    if (!gloss || shown === link) return Boolean(gloss);
    hide();
    if (!box?.isConnected) box = makeBox();
    const lang = link.closest("[lang]")?.lang === "de" ? "de" : "en";
    const words = [...gloss.cloneNode(true).children]
      .filter((part) => !part.className || part.className === `gloss__${lang}`);
    const more = document.createElement("a");
    Object.assign(more, { href: link.href, textContent: "Glossary entry" });
    box.replaceChildren(...words, more);
    box.ariaLabel = `Term: ${gloss.querySelector("b").textContent}`;
    box.hidden = false;
    place(link);
    shown = link;
    link.setAttribute("aria-describedby", "termbox");
    link.setAttribute("aria-expanded", "true");
    return true;
  }

  function place(link) {
    const at = link.getClientRects()[0];
    const left = Math.min(at.left, document.documentElement.clientWidth - box.offsetWidth - 12);
    const above = at.bottom + 6 + box.offsetHeight > innerHeight && at.top > box.offsetHeight + 60;
    box.style.left = `${Math.max(12, left) + scrollX}px`;
    box.style.top = `${(above ? at.top - box.offsetHeight - 6 : at.bottom + 6) + scrollY}px`;
  }

  function hide() {
    clearTimeout(timer);
    if (!shown) return;
    const inside = box.contains(document.activeElement);
    const link = shown;
    shown = null;
    box.hidden = true;
    link.removeAttribute("aria-describedby");
    link.removeAttribute("aria-expanded");
    if (inside) link.focus({ preventScroll: true });
  }

  /* Listeners stand on the document, so they outlive a page that the theme swaps in place. */

  let touched = false;
  const termOf = (event) => event.target.closest?.("a.term");

  document.addEventListener("change", (event) => {
    if (event.target.matches(".marks input")) choose(event.target.value);
  });
  document.addEventListener("pointerdown", (event) => {
    touched = event.pointerType === "touch";
    if (shown && !termOf(event) && !box.contains(event.target)) hide();
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
    if (link?.matches(":focus-visible") && !touched) show(link);
  });
  document.addEventListener("focusout", (event) => {
    const to = event.relatedTarget;
    if (termOf(event) && shown && !box.contains(to) && !shown.matches(":hover")) hide();
  });
  document.addEventListener("click", (event) => {
    const link = termOf(event);
    if (!link || !touched || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (show(link)) {
      event.preventDefault();
      box.focus({ preventScroll: true });
    }
  });
  addEventListener("keydown", (event) => {
    touched = false;
    if (event.key === "Escape") hide();
  }, true);

  function leave() {
    if (shown && document.activeElement !== shown) hide();
  }

  function start() {
    hide();
    if (!radios().length) return;
    const asked = new URL(location.href).searchParams.get("terms");
    apply([asked, recall(), "first"].find((choice) => CHOICES.includes(choice)));
  }

  if (typeof document$ === "undefined") start();
  else document$.subscribe(start);
})();
