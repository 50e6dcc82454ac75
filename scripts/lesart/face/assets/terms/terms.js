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

  const CHOICES = { terms: ["first", "all", "none"], notes: ["marks", "hidden", "beside"] };
  const LATER = 250;
  const GRACE = 300;
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  /* Which terms are marked, how notes show: kept for the next visit and in the address */

  const radios = (name) => all(`.marks input[name=${name}]`);

  function recall(name) {
    try { return localStorage.getItem(`lesart.${name}`); } catch { return null; }
  }

  function apply(name, choice) {
    radios(name).forEach((radio) => { radio.checked = radio.value === choice; });
    if (name === "terms") all("a.term").forEach((link) => {
      const reached = choice === "all" || (choice === "first" && !link.matches(".term--again"));
      if (reached) link.removeAttribute("tabindex");
      else link.tabIndex = -1;
    });
  }

  function choose(name, choice) {
    apply(name, choice);
    try { localStorage.setItem(`lesart.${name}`, choice); } catch { /* then not */ }
    const url = new URL(location.href);
    url.searchParams.set(name, choice);
    history.replaceState(history.state, "", url);
  }

  /* The box: stays while the pointer or the focus is on the term or mark, or on the box itself */

  let box;
  let shown = null;
  let timer = 0;
  let returning = false;

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

  // What stands in the box: its name and its parts; nothing where it shows in the page already.
  function glossOf(link) {
    const gloss = document.querySelector(`[data-gloss="${CSS.escape(link.dataset.term)}"]`);
    if (!gloss) return null;
    const lang = link.closest("[lang]")?.lang === "de" ? "de" : "en";
    const words = [...gloss.cloneNode(true).children]
      .filter((part) => !part.className || part.className === `gloss__${lang}`);
    const more = document.createElement("a");
    Object.assign(more, { href: link.href, textContent: "Glossary entry" });
    return { name: `Term: ${gloss.querySelector("b").textContent}`, parts: [...words, more] };
  }

  function noteOf(link) {
    const note = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!note || note.checkVisibility()) return null;
    const parts = [...note.cloneNode(true).children];
    parts.forEach((part) => all(".back", part).forEach((back) => back.remove()));
    return { name: note.ariaLabel, parts };
  }

  const isMark = (link) => link.matches(".noteref");

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
    if (!inside) return;
    returning = true;
    link.focus({ preventScroll: true });
    returning = false;
  }

  /* Listeners stand on the document, so they outlive a page that the theme swaps in place. */

  let touched = false;
  const termOf = (event) => event.target.closest?.("a.term, a.noteref");
  const closeOptions = (except) => all(".options[open]")
    .forEach((options) => { options.open = options.contains(except); });

  document.addEventListener("change", (event) => {
    if (event.target.matches(".marks input")) choose(event.target.name, event.target.value);
  });
  document.addEventListener("pointerdown", (event) => {
    touched = event.pointerType === "touch";
    if (shown && !termOf(event) && !box.contains(event.target)) hide();
    closeOptions(event.target);
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
    const to = event.relatedTarget;
    if (termOf(event) && shown && !box.contains(to) && !shown.matches(":hover")) hide();
  });
  document.addEventListener("click", (event) => {
    const link = termOf(event);
    if (!link || !(touched || isMark(link)) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (show(link)) {
      event.preventDefault();
      box.focus({ preventScroll: true });
    } else if (isMark(link)) {
      stayFor(link);
    }
  });
  addEventListener("keydown", (event) => {
    touched = false;
    if (event.key === "Escape") {
      hide();
      const open = document.querySelector(".options[open]");
      if (open?.contains(document.activeElement)) open.querySelector("summary").focus();
      closeOptions(null);
    }
  }, true);

  // The note shows beside the text: the page need not jump to open it.
  function stayFor(link) {
    const top = scrollY;
    if (link.hash !== location.hash) addEventListener("hashchange", () => {
      scrollTo({ top, behavior: "instant" });
      const note = document.querySelector(".note:target");
      note?.scrollIntoView({ block: "nearest", behavior: "instant" });
    }, { once: true });
  }

  function leave() {
    if (shown && document.activeElement !== shown) hide();
  }

  function start() {
    hide();
    const asked = new URL(location.href).searchParams;
    Object.entries(CHOICES).forEach(([name, known]) => {
      if (!radios(name).length) return;
      apply(name, [asked.get(name), recall(name), known[0]].find((one) => known.includes(one)));
    });
    // The choice may have moved the place that the address names.
    dispatchEvent(new Event("lesart:moved"));
  }

  if (typeof document$ === "undefined") start();
  else document$.subscribe(start);
})();
