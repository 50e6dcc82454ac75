/*
 * Lesart: what has changed since the version that an address cites, ?v=1.0#p3.4, and what became
 * of a place that is gone. All of it stands in the list of versions at the foot of the text too.
 */
(() => {
  "use strict";

  const { all, byId, make, placeOf } = Lesart;

  /**
   * List the ids of the place the address names; which sentences those are, text.js has marked.
   *
   * @param {string} name
   */
  function places(name) {
    if (/^n((h|fn)?\d|title|lead|author)/.test(name)) return [name];
    const marked = all(".marked").flatMap((one) => [one, ...all("[data-seg]", one)]);
    const post = byId(name)?.closest(".signpost");
    const ids = marked.flatMap((one) => one.dataset.seg?.split(" ") ?? [placeOf(one.id)]);
    return [...new Set(post ? [...ids, placeOf(post.id)] : ids)];
  }

  /**
   * @param {HTMLElement} change
   * @param {string[]} ids
   */
  const concerns = (change, ids) =>
    change.dataset.places?.split(" ").some((id) => ids.includes(id));

  /**
   * Give what is to be told: paragraphs, and copies of entries of the list.
   *
   * @param {Element} section
   * @param {string} version
   * @param {string} name
   * @returns {HTMLElement[]}
   */
  function told(section, version, name) {
    const release = all("[data-version]", section).find((one) => one.dataset.version === version);
    if (!release) {
      const known = all("[data-version]", section).map((one) => one.dataset.version);
      const said = `This text has no version ${version.slice(0, 20)}.`;
      return [make("p", {}, `${said} Released: ${known.join(", ")}.`)];
    }
    const changes = all("[data-places]", release);
    const ids = places(name);
    if (!ids.length) {
      if (!changes.length)
        return [make("p", {}, `No words have changed since version ${version}.`)];
      const more = make("a", { href: "#versions", textContent: "See the list" });
      return [make("p", {}, `Changes since version ${version}: ${changes.length}. `, more)];
    }
    const found = changes.filter((change) => concerns(change, ids));
    if (!found.length) return [make("p", {}, `This place reads as it did in version ${version}.`)];
    const copies = found.map((change) => change.cloneNode(true));
    const said = `This place has changed since version ${version}.`;
    return [make("p", {}, said), make("ul", {}, ...copies)];
  }

  /* The box is there from the start, for a screen reader tells only what enters a box it knows. */

  /** @type {{ frame: HTMLElement, words: HTMLElement } | undefined} */
  let box;
  function prepare() {
    if (box?.frame.isConnected) return box;
    const words = make("div", { role: "status", className: "told__words" });
    const close = make("button", { type: "button", textContent: "Close" });
    close.addEventListener("click", hide);
    const frame = make("aside", { className: "told", hidden: true }, words, close);
    frame.ariaLabel = "Version";
    document.body.append(frame);
    box = { frame, words };
    return box;
  }

  function hide() {
    if (!box) return;
    const inside = box.frame.contains(document.activeElement);
    box.frame.hidden = true;
    if (inside) all(".here .para__no")[0]?.focus({ preventScroll: true });
  }

  /** @param {HTMLElement[]} contents */
  function show(contents) {
    const { frame, words } = prepare();
    words.replaceChildren();
    frame.hidden = !contents.length;
    if (!contents.length) return;
    setTimeout(() => {
      words.replaceChildren(...contents);
      // What can be scrolled must be reached by the keyboard as well.
      if (words.scrollHeight > words.clientHeight) words.tabIndex = 0;
      else words.removeAttribute("tabindex");
    }, 50);
  }

  function look() {
    const section = byId("versions")?.closest(".versions");
    const version = Lesart.asked("v");
    const name = Lesart.fragment();
    const post = byId(name)?.closest(".signpost")?.querySelector(".signpost__said");
    /** @type {HTMLElement[]} */
    const contents = post ? [make("p", {}, post.textContent)] : [];
    if (version && section) contents.push(...told(section, version, name));
    show(contents);
  }

  addEventListener("hashchange", look);
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && box && !box.frame.hidden) hide();
  });

  Lesart.onPage(look);
})();
