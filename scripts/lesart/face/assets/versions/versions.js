/*
 * Lesart: what has changed since the version that an address cites, ?v=1.0#p3.4, and what became
 * of a place that is gone. All of it stands in the list of versions at the foot of the text too.
 */
(() => {
  "use strict";

  const byId = (id) => document.getElementById(id);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  function hash() {
    try { return decodeURIComponent(location.hash.slice(1)); } catch { return ""; }
  }

  function element(name, properties = {}, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  }

  const bare = (id) => id.replace(/^p(?=\d)/, "");

  /* The ids of the place the address names; which sentences those are, lesart.js has marked. */
  function places(name) {
    if (/^n(\d|title|lead|author)/.test(name)) return [name];
    const marked = all(".marked").flatMap((one) => [one, ...all("[data-seg]", one)]);
    const post = byId(name)?.closest(".signpost");
    const ids = marked.flatMap((one) => one.dataset.seg?.split(" ") ?? [bare(one.id)]);
    return [...new Set(post ? [...ids, bare(post.id)] : ids)];
  }

  const concerns = (change, ids) => change.dataset.places.split(" ").some((id) => ids.includes(id));

  /* What is to be told: paragraphs, and copies of entries of the list. */
  function told(section, version, name) {
    const release = all("[data-version]", section).find((one) => one.dataset.version === version);
    if (!release) {
      const known = all("[data-version]", section).map((one) => one.dataset.version).join(", ");
      const said = `This text has no version ${version.slice(0, 20)}. Released: ${known}.`;
      return [element("p", { textContent: said })];
    }
    const changes = all("[data-places]", release);
    const ids = places(name);
    if (!ids.length) {
      const said = changes.length ? `Changes since version ${version}: ${changes.length}. `
        : `No words have changed since version ${version}.`;
      const more = element("a", { href: "#versions", textContent: "See the list" });
      return [element("p", {}, said, ...(changes.length ? [more] : []))];
    }
    const found = changes.filter((change) => concerns(change, ids));
    if (!found.length) {
      return [element("p", { textContent: `This place reads as it did in version ${version}.` })];
    }
    const said = `This place has changed since version ${version}.`;
    const copies = found.map((change) => change.cloneNode(true));
    return [element("p", { textContent: said }), element("ul", {}, ...copies)];
  }

  /* The box is there from the start, for a screen reader tells only what enters a box it knows. */

  let box;
  function prepare() {
    if (box?.isConnected) return;
    const words = element("div", { role: "status", className: "told__words" });
    const close = element("button", { type: "button", textContent: "Close" });
    close.addEventListener("click", hide);
    box = element("aside", { className: "told", hidden: true, ariaLabel: "Version" }, words, close);
    document.body.append(box);
  }

  function hide() {
    const inside = box.contains(document.activeElement);
    box.hidden = true;
    if (inside) document.querySelector(".here .para__no")?.focus({ preventScroll: true });
  }

  function show(contents) {
    const words = box.firstChild;
    words.replaceChildren();
    box.hidden = !contents.length;
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
    const version = new URL(location.href).searchParams.get("v");
    const post = byId(hash())?.closest(".signpost")?.querySelector(".signpost__said");
    const contents = post ? [element("p", { textContent: post.textContent })] : [];
    if (version && section) contents.push(...told(section, version, hash()));
    prepare();
    show(contents);
  }

  addEventListener("hashchange", look);
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && box && !box.hidden) hide();
  });

  if (typeof document$ === "undefined") look();
  else document$.subscribe(look);
})();
