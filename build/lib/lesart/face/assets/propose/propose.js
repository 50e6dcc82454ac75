/*
 * Lesart: propose other words for a sentence, in a mail or an issue with both its sides.
 *
 * Where a sentence is cited, a link stands with the form filled in. It holds the words that stand
 * in the page, so nothing that the edition withholds; without this script the link at the foot of
 * the text opens the form empty.
 */
(() => {
  "use strict";

  /**
   * @typedef {object} Target Where proposals go; see `view/proposing.py`.
   * @property {string} address
   * @property {string} title
   * @property {string} body
   * @property {boolean} fenced
   * @property {string} text
   * @property {string} version
   * @property {string[]} fields
   * @property {string} cut
   */
  const LONGEST = 1500;
  const LONGEST_ADDRESS = 6000;
  const { all, byId, make } = Lesart;
  const UNSEEN = ".sent, .noteref, .later, .citebtn, .notes";
  const LACKING = ".seg--gap, .seg--incipit";

  /** @returns {Target | null} */
  function target() {
    const held = byId("propose")?.dataset.propose;
    return held ? JSON.parse(held) : null;
  }

  /** @param {Element} seg */
  function wordsOf(seg) {
    const copy = /** @type {Element} */ (seg.cloneNode(true));
    copy.querySelectorAll(UNSEEN).forEach((one) => one.remove());
    return (copy.textContent ?? "").replace(/\s+/g, " ").trim();
  }

  /**
   * Find the sentences of a side that hold one of the ids.
   *
   * @param {string} lang
   * @param {string[]} ids
   */
  const segsOf = (lang, ids) =>
    all(`:is(.bitext .side, .work h1, .work__en)[lang=${lang}] .seg`).filter((seg) =>
      seg.dataset.seg?.split(" ").some((id) => ids.includes(id)),
    );

  /**
   * Give the words of a side, or nothing where one of its sentences does not stand in the page.
   *
   * @param {string} lang
   * @param {string[]} ids
   */
  function side(lang, ids) {
    const segs = segsOf(lang, ids);
    return segs.some((seg) => seg.matches(LACKING)) ? "" : segs.map(wordsOf).join(" ");
  }

  /**
   * Give the sentences of the unit that holds all of a place, or none.
   *
   * @param {{ first?: string, last?: string, note?: string }} place
   */
  function unitOf({ first, last = first, note }) {
    if (!first || !last || note) return [];
    const [seg] = segsOf("en", [first]);
    const ids = seg?.dataset.seg?.split(" ") ?? [];
    return ids.includes(last) && !seg?.matches(LACKING) ? ids : [];
  }

  /**
   * @param {string} words
   * @param {number} most
   * @param {string} cut
   */
  function shortened(words, most, cut) {
    const signs = [...words];
    if (signs.length <= most) return words;
    const kept = signs.slice(0, Math.max(0, most - cut.length - 1));
    return `${kept.join("").trimEnd()} ${cut}`;
  }

  /**
   * @param {Target} to
   * @param {string[]} ids
   */
  function addressFor(to, ids) {
    const reference = `${to.text}:${[...new Set([ids[0], ids[ids.length - 1]])].join("-")}`;
    const [source, translation] = [side("de", ids), side("en", ids)];
    const encode = encodeURIComponent;
    for (let most = LONGEST; ; most = Math.floor(most * 0.8)) {
      /** @type {Record<string, string>} */
      const known = {
        Reference: reference,
        Version: to.version,
        Source: shortened(source, most, to.cut),
        Translation: shortened(translation, most, to.cut),
      };
      const lines = to.fields.map((name) => `${name}: ${known[name] ?? ""}`.trimEnd());
      const form = `${lines.join("\n")}\n`;
      const fenced = ["```text\n", form, "```\n"].join("");
      const body = to.fenced ? fenced : form.replaceAll("\n", "\r\n");
      const said = `${encode(to.title)}=${encode(reference)}&${encode(to.body)}=${encode(body)}`;
      const address = `${to.address}${to.address.includes("?") ? "&" : "?"}${said}`;
      const fits = [...body].length <= LONGEST && address.length <= LONGEST_ADDRESS;
      if (fits || most < 40) return address;
    }
  }

  document.addEventListener("lesart:place", (event) => {
    const box = Lesart.target(event);
    const to = target();
    if (!box || !to || !(event instanceof CustomEvent)) return;
    const ids = unitOf(event.detail);
    const how = to.address.toLowerCase().startsWith("mailto:") ? "by mail" : "in an issue";
    const said = ids.length
      ? [
          make("a", { textContent: "Correct this sentence", href: addressFor(to, ids) }),
          ` ${how}, with its words filled in.`,
        ]
      : [`To correct a sentence ${how}, choose it as the place.`];
    box.querySelector(".citebox__propose")?.remove();
    if (ids.length || offersSentence(box)) {
      box.append(make("p", { className: "citebox__propose" }, ...said));
    }
  });

  /**
   * Tell whether one of the places to choose from is a sentence.
   *
   * @param {Element} box
   */
  const offersSentence = (box) =>
    [...box.querySelectorAll("[name=cite-place] option")].some((option) =>
      /sentence|title/i.test(option.textContent ?? ""),
    );
})();
