/*
 * Lesart: cite any place of a text, and copy its words with their reference.
 *
 * The page holds templates of every style; here their gaps are filled: for the place, the address
 * and the date of access. Without this script the page shows how the whole text is cited.
 */
/**
 * @typedef {{ first?: string, last?: string, note?: string }} Place Nothing is the whole text.
 * @typedef {{ row: HTMLElement, lang: string, words: string[], place: Place }} Selected
 * @typedef {Record<string, string>} Words Words of a style, and gaps with what fills them.
 * @typedef {object} Data What the page holds of its text.
 * @property {string} text
 * @property {string} version
 * @property {Record<string, [name: string, family: string, form: string, lang: string]>} styles
 * @property {Record<string, Words>} words
 * @property {Record<string, Record<string, string[]>>} made Templates by style and side.
 * @property {Record<string, Record<string, string>>} files Templates by format and side.
 * @property {Record<string, [string, string] | undefined>} speakers In German and English.
 */
(() => {
  "use strict";

  const [PLACE, ADDRESS, ACCESS, ON, OFF, OPEN, CLOSE, KEY] = Array.from({ length: 8 }, (_, n) =>
    String.fromCharCode(0xe000 + n),
  );
  const WITH_PLACE = String.fromCharCode(0xe00a);
  const GROUP = new RegExp(`${OPEN}([^${CLOSE}]*)${CLOSE}`, "g");
  const MLA = "Jan.,Feb.,Mar.,Apr.,May,June,July,Aug.,Sept.,Oct.,Nov.,Dec.".split(",");
  const FILES = [
    ["bibtex", "BibTeX"],
    ["biblatex", "biblatex"],
    ["ris", "RIS"],
    ["csl-json", "CSL-JSON"],
  ];
  const MARKS = ".noteref, .authorref, .back, .later, .citebtn, .notes";
  const { all, byId, domId, make, one, placeOf, recall, remember } = Lesart;

  /** @type {Data} */
  let data;
  let ready = false;
  /** @type {HTMLDialogElement | null} */
  let dialog = null;
  /** @type {Element | null} */
  let opener = null;
  /** @type {{ place: Place, label: string }[]} */
  let places = [];

  /* Places */

  /** @param {string} id */
  const rowOf = (id) => id.split(".")[0];

  /** @param {Place} place */
  const endsOf = ({ first = "", last = first }) => [first, last];

  /** @param {Place} place */
  function fragment(place) {
    if (place.note) return `#n${place.note}`;
    return place.first ? `#${[...new Set(endsOf(place).map(domId))].join("-")}` : "";
  }

  /**
   * @param {Place} place
   * @param {string} lang
   */
  function speakerOf(place, lang) {
    const [first, last] = endsOf(place);
    const rows = all(".bitext .para").map((row) => placeOf(row.id));
    const within = rows.slice(rows.indexOf(rowOf(first)), rows.indexOf(rowOf(last)) + 1);
    const names = new Set(within.map((id) => data.speakers[id]?.[lang === "de" ? 0 : 1]));
    return names.size === 1 ? [...names][0] : undefined;
  }

  /**
   * @param {Place} place
   * @param {Words} words
   * @param {string} lang
   */
  function inWords(place, words, lang) {
    if (place.note) return `${words.note} ${place.note}`;
    if (!place.first) return "";
    const [first, last] = endsOf(place);
    const [[p, s], [q, t]] = [first.split("."), last.split(".")];
    /**
     * @param {string} row
     * @param {string} [sentence]
     */
    const spelled = (row, sentence) => {
      const [, series, number] = /^(h|fn)?(\d.*)$/.exec(row) ?? [];
      return (
        (number ? `${words[series ?? "para"]} ${number}` : words[row]) +
        (sentence ? `, ${words.sentence} ${sentence}` : "")
      );
    };
    let said;
    if (first === last) said = spelled(p, s);
    else if (/^\d/.test(p) && /^\d/.test(q) && !s && !t) said = `${words.paras} ${p}–${q}`;
    else if (p === q) said = `${spelled(p)}, ${words.sentences} ${s}–${t}`;
    else said = `${spelled(p, s)}${s ? "," : ""} ${words.to} ${spelled(q, t)}`;
    const speaker = speakerOf(place, lang);
    return speaker ? `${said} [${speaker}]` : said;
  }

  /* Filling the gaps */

  /** @param {number} number */
  const two = (number) => String(number).padStart(2, "0");

  /** @param {string} form */
  function day(form) {
    const now = new Date();
    const [d, m, y] = [now.getDate(), now.getMonth(), now.getFullYear()];
    if (form === "mla") return `${d} ${MLA[m]} ${y}`;
    return now.toLocaleDateString(form === "de" ? "de-DE" : "en-US", {
      year: "numeric",
      month: "long",
      day: "numeric",
    });
  }

  // A copy on this machine has no address that others could follow; a generator may write one that
  // leads to the page itself.
  /** @param {Place} place */
  function address(place) {
    const [canonical] = all("link[rel=canonical][href^=http]");
    const known = canonical instanceof HTMLLinkElement ? canonical.href : undefined;
    const here = new URL(location.href);
    const isPublic =
      here.protocol === "https:" ||
      (here.protocol === "http:" && /\.[a-z]{2,}$/.test(here.hostname));
    const base =
      known ?? (isPublic ? here.origin + here.pathname.replace(/\/index\.html$/, "/") : "");
    return base
      ? base.split("#")[0] + (data.version ? `?v=${data.version}` : "") + fragment(place)
      : "";
  }

  /**
   * @param {string} template
   * @param {Words} values
   */
  function filled(template, values) {
    const held = { ...values, [WITH_PLACE]: values[PLACE] };
    const kept = template
      .replace(GROUP, (_, group) =>
        Object.entries(held).some(([gap, value]) => group.includes(gap) && !value) ? "" : group,
      )
      .replaceAll(WITH_PLACE, "");
    return [...kept].map((sign) => values[sign] ?? sign).join("");
  }

  /** @param {string} words */
  const escaped = (words) => words.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

  /**
   * @param {Place} place
   * @param {string} style
   * @param {string} side
   */
  function citation(place, style, side) {
    const [, family, form, lang] = data.styles[style];
    const values = {
      [PLACE]: inWords(place, data.words[family], lang),
      [ADDRESS]: address(place),
      [ACCESS]: day(form),
    };
    const pair = data.made[style][place.note ? "note" : side];
    /** @param {string} template */
    const plain = (template) => filled(template, { ...values, [ON]: "", [OFF]: "" });
    /**
     * @param {string} template
     * @param {string} on
     * @param {string} off
     */
    const marked = (template, on, off, change = (/** @type {string} */ words) => words) => {
      const changed = Object.fromEntries(Object.entries(values).map(([k, v]) => [k, change(v)]));
      return filled(change(template), { ...changed, [ON]: on, [OFF]: off });
    };
    return pair.map((template) => ({
      text: plain(template),
      html: marked(template, "<i>", "</i>", escaped),
      markdown: marked(template, "*", "*"),
    }));
  }

  /**
   * @param {Place} place
   * @param {string} format
   * @param {string} side
   */
  function file(place, format, side) {
    const template = data.files[format][place.note ? "note" : side];
    const key = [
      data.text,
      ...(place.note ? [`n${place.note}`] : new Set(endsOf(place).filter(Boolean))),
    ].join("-");
    const where = address(place);
    const now = new Date();
    const parts = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
    let words = inWords(place, data.words.chicago, "en");
    if (format.startsWith("bib")) words = words.replace(/[&%#$_]/g, "\\$&");
    const made = filled(template, { [PLACE]: words, [ADDRESS]: where, [KEY]: key });
    if (format === "csl-json") {
      const [item] = JSON.parse(made);
      if (where) item.accessed["date-parts"] = [parts];
      else ["URL", "accessed"].forEach((field) => delete item[field]);
      if (!item.note) delete item.note;
      return JSON.stringify([item], null, 2);
    }
    const date = [parts[0], two(parts[1]), two(parts[2])];
    return made
      .split("\n")
      .filter((line) => where || !/^(\s*(url|urldate) = |UR {2}- |Y2 {2}- )/.test(line))
      .filter((line) => !/^\s*note = \{\},?$|^N1 {2}- \s*$/.test(line))
      .join("\n")
      .replace("1601-02-03", date.join("-"))
      .replace("1601/02/03", date.join("/"));
  }

  /* The clipboard */

  /**
   * @param {string} text
   * @param {string} [html]
   */
  async function copy(text, html) {
    try {
      if (html && window.ClipboardItem) {
        const plain = new Blob([text], { type: "text/plain" });
        const rich = new Blob([html], { type: "text/html" });
        const item = new ClipboardItem({ "text/plain": plain, "text/html": rich });
        await navigator.clipboard.write([item]);
      } else await navigator.clipboard.writeText(text);
      return true;
    } catch {
      /** @param {ClipboardEvent} event */
      const take = (event) => {
        event.clipboardData?.setData("text/plain", text);
        if (html) event.clipboardData?.setData("text/html", html);
        event.preventDefault();
        event.stopImmediatePropagation();
      };
      document.addEventListener("copy", take, { capture: true, once: true });
      const done = document.execCommand("copy");
      document.removeEventListener("copy", take, true);
      return done;
    }
  }

  /* The dialog */

  function makeChoices() {
    const styles = Object.entries(data.styles).map(([value, [name]]) =>
      make("option", { value, textContent: name }),
    );
    const radios = [
      ["both", "both"],
      ["de", "German"],
      ["en", "English"],
    ].map(([value, name]) =>
      make("label", {}, make("input", { type: "radio", name: "cite-side", value }), name),
    );
    return make(
      "div",
      { className: "citebox__choices" },
      make("label", {}, "Place", make("select", { name: "cite-place" })),
      make("label", {}, "Style", make("select", { name: "cite-style" }, ...styles)),
      make("fieldset", {}, make("legend", { textContent: "Language" }), ...radios),
    );
  }

  /**
   * @param {string} name
   * @param {string} label
   */
  const makeOut = (name, label) =>
    make(
      "div",
      { className: "citebox__out" },
      make("h3", { textContent: label }),
      make("p", { id: `cite-${name}` }),
      makeButton(name, "Copy", `Copy: ${label.toLowerCase()}`),
    );

  /**
   * @param {string} name
   * @param {string} label
   * @param {string} full
   */
  function makeButton(name, label, full) {
    const made = make("button", { type: "button", textContent: label, ariaLabel: full });
    made.dataset.copy = name;
    return made;
  }

  function makeDialog() {
    const more = [["link", "link"], ["markdown", "Markdown"], ["html", "HTML"], ...FILES];
    const buttons = more.map(([name, label]) => makeButton(name, label, `Copy as ${label}`));
    const checked = recall("copy") !== "off";
    const made = make(
      "dialog",
      { id: "citebox", className: "citebox" },
      make(
        "form",
        { method: "dialog" },
        make("h2", { id: "cite-title", textContent: "Cite" }),
        make("button", { className: "citebox__close", ariaLabel: "Close", textContent: "×" }),
      ),
      makeChoices(),
      makeOut("cited", "In text or note"),
      makeOut("entry", "In a list of works"),
      make(
        "p",
        { className: "citebox__more" },
        "Copy as ",
        ...buttons.flatMap((button) => [button, " "]),
      ),
      make("p", { className: "citebox__hint", id: "cite-hint" }),
      make(
        "label",
        { className: "citebox__copy" },
        make("input", { type: "checkbox", name: "cite-copy", checked }),
        "Text copied from the page carries its reference",
      ),
      make("p", { className: "citebox__said", id: "cite-said", role: "status" }),
    );
    made.setAttribute("aria-labelledby", "cite-title");
    made.addEventListener("change", change);
    made.addEventListener("click", (event) => {
      const pressed = Lesart.target(event)?.closest("button")?.dataset.copy;
      if (pressed) give(made, pressed);
      else if (event.target === made) made.close();
    });
    made.addEventListener("close", () => {
      if (opener instanceof HTMLElement && opener.isConnected)
        opener.focus({ preventScroll: true });
    });
    return document.body.appendChild(made);
  }

  /**
   * Give one of the two lists to choose from.
   *
   * @param {HTMLElement} box
   * @param {"place" | "style"} name
   */
  const field = (box, name) => /** @type {HTMLSelectElement} */ (one(`[name=cite-${name}]`, box));
  /** @param {HTMLElement} box */
  const radios = (box) => /** @type {HTMLInputElement[]} */ (all("[name=cite-side]", box));
  /** @param {HTMLElement} box */
  const side = (box) => radios(box).find((radio) => radio.checked)?.value ?? "both";
  /** @param {HTMLElement} box */
  const chosen = (box) => places[field(box, "place").selectedIndex].place;
  const ownStyle = () => {
    const kept = recall("style");
    return kept && data.styles[kept] ? kept : "chicago-note";
  };

  /** @param {Event} event */
  function change({ target }) {
    if (target instanceof HTMLSelectElement && target.name === "cite-style") {
      remember("style", target.value);
    }
    if (target instanceof HTMLInputElement) {
      if (target.name === "cite-side") remember("side", target.value);
      else remember("copy", target.checked ? "on" : "off");
    }
    if (dialog) show(dialog);
  }

  /** @param {HTMLElement} box */
  function show(box) {
    const place = chosen(box);
    const style = field(box, "style").value;
    citation(place, style, side(box)).forEach(({ html }, n) => {
      const out = one(n ? "#cite-entry" : "#cite-cited", box);
      out.lang = data.styles[style][3];
      out.innerHTML = html;
    });
    const link = /** @type {HTMLButtonElement} */ (one("[data-copy=link]", box));
    link.disabled = !address(place);
    const lacking = "This copy has no public address, so address and date of access are left out.";
    one("#cite-hint", box).textContent = link.disabled ? lacking : "";
    one("#cite-said", box).textContent = "";
    box.dispatchEvent(new CustomEvent("lesart:place", { bubbles: true, detail: place }));
  }

  /**
   * @param {HTMLElement} box
   * @param {string} name
   */
  async function give(box, name) {
    const place = chosen(box);
    const [cited, entry] = citation(place, field(box, "style").value, side(box));
    let done;
    if (name === "cited") done = await copy(cited.text, cited.html);
    else if (name === "entry") done = await copy(entry.text, entry.html);
    else if (name === "link") done = await copy(address(place));
    else if (name === "markdown" || name === "html") {
      done = await copy(`${cited[name]}\n\n${entry[name]}`);
    } else done = await copy(`${file(place, name, side(box))}\n`);
    const said = one("#cite-said", box);
    said.textContent = done ? "Copied." : "The browser did not allow copying.";
  }

  const NAMES = {
    para: "Paragraph",
    paras: "Paragraphs",
    sentence: "sentence",
    sentences: "sentences",
    to: "to",
    title: "Title",
    lead: "Standfirst",
    author: "Author line",
    note: "Note",
  };
  /**
   * @param {string} id
   * @returns {Place}
   */
  const single = (id) => ({ first: id, last: id });
  /** @param {Place} place */
  const named = (place) => inWords(place, NAMES, "en") || "The whole text";

  /**
   * List the places that can be chosen.
   *
   * @param {Element | null} row
   * @param {Place} [wanted]
   */
  function offer(row, wanted) {
    /** @type {typeof places} */
    const list = [];
    /** @param {Place} place */
    const add = (place, more = "") => {
      if (!list.some((known) => fragment(known.place) === fragment(place))) {
        list.push({ place, label: named(place) + more });
      }
    };
    if (wanted) add(wanted);
    if (row) {
      add(single(placeOf(row.id)));
      all(".side--de .seg, .held .seg", row).forEach((seg) => {
        const words = seg.textContent.trim().split(/\s+/).slice(0, 5).join(" ");
        add(single(seg.dataset.seg ?? ""), words ? `: ${words} …` : "");
      });
    }
    add({});
    return list;
  }

  /**
   * @param {Element | null} row
   * @param {Place} [wanted]
   * @param {Element | null} [from]
   */
  function open(row, wanted, from) {
    const box = (dialog ??= makeDialog());
    opener = from ?? document.activeElement;
    places = offer(row, wanted);
    const options = places.map(({ label }) => make("option", { textContent: label }));
    field(box, "place").replaceChildren(...options);
    field(box, "style").value = ownStyle();
    const kept = recall("side") ?? "both";
    const [first, ...others] = radios(box);
    (others.find((radio) => radio.value === kept) ?? first).checked = true;
    show(box);
    box.showModal();
    field(box, "place").focus();
  }

  /* What is selected */

  // Words that do not show, such as a reading as transmitted, and marks are no part of the text.
  /**
   * @param {Range} range
   * @param {Node} scope
   */
  function textOf(range, scope) {
    const walker = document.createTreeWalker(scope, NodeFilter.SHOW_TEXT);
    let words = "";
    while (walker.nextNode()) {
      const piece = /** @type {Text} */ (walker.currentNode);
      const from = piece === range.startContainer ? range.startOffset : 0;
      const to = piece === range.endContainer ? range.endOffset : piece.length;
      const shows = piece.parentElement?.getClientRects().length;
      if (range.intersectsNode(piece) && shows && !piece.parentElement?.closest(MARKS)) {
        words += piece.data.slice(from, to);
      }
    }
    return words.replace(/\s+/g, " ").trim();
  }

  /** @param {Node | null} point */
  const elementAt = (point) => (point instanceof Element ? point : (point?.parentElement ?? null));
  /** @param {Node} point */
  const inText = (point) =>
    Boolean(elementAt(point)?.closest(".bitext") && !elementAt(point)?.closest(".notes"));

  /**
   * Cut a range down to what of it stands in a paragraph.
   *
   * @param {Range} range
   * @param {Node} paragraph
   */
  function within(range, paragraph) {
    const part = document.createRange();
    part.selectNodeContents(paragraph);
    const { startContainer, endContainer } = range;
    if (paragraph.contains(startContainer)) part.setStart(startContainer, range.startOffset);
    if (paragraph.contains(endContainer)) part.setEnd(endContainer, range.endOffset);
    return part;
  }

  /** @returns {Selected | null} */
  function selected() {
    const selection = getSelection();
    if (!selection?.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    if (!inText(range.startContainer) || !inText(range.endContainer)) return null;
    const begun = /** @type {HTMLElement | null | undefined} */ (
      elementAt(selection.anchorNode)?.closest(".side")
    );
    const shown = all(".bitext .side").filter(
      (part) =>
        range.intersectsNode(part) &&
        getComputedStyle(part).visibility === "visible" &&
        part.offsetWidth,
    );
    const lang = (shown.find((part) => part.lang === begun?.lang) ?? shown[0])?.lang;
    const paragraphs = shown.filter((part) => part.lang === lang).map((part) => one("p", part));
    const parts = paragraphs.map((paragraph) => ({ paragraph, part: within(range, paragraph) }));
    const segs = parts.flatMap(({ paragraph, part }) =>
      all(".seg", paragraph).filter((seg) => part.intersectsNode(seg) && touched(part, seg)),
    );
    const words = parts.map(({ paragraph, part }) => textOf(part, paragraph)).filter(Boolean);
    const row = /** @type {HTMLElement | null | undefined} */ (segs[0]?.closest(".para"));
    if (!row || !words.length) return null;
    const ids = segs.flatMap((seg) => seg.dataset.seg?.split(" ") ?? []);
    return { lang, words, row, place: { first: ids[0], last: ids[ids.length - 1] } };
  }

  // A range that ends where a sentence begins does not hold any of it.
  /**
   * @param {Range} range
   * @param {Element} seg
   */
  function touched(range, seg) {
    const part = document.createRange();
    part.selectNodeContents(seg);
    const later = range.compareBoundaryPoints(Range.START_TO_START, part) > 0;
    if (later) part.setStart(range.startContainer, range.startOffset);
    const sooner = range.compareBoundaryPoints(Range.END_TO_END, part) < 0;
    if (sooner) part.setEnd(range.endContainer, range.endOffset);
    return part.toString().trim() !== "";
  }

  document.addEventListener("copy", (event) => {
    const found = ready && recall("copy") !== "off" && !dialog?.open && selected();
    if (!found) return;
    const style = ownStyle();
    const made = citation(found.place, style, found.lang);
    const shown = style === "chicago-note" ? made.slice(0, 1) : made;
    const plain = [...found.words, shown.map(({ text }) => text).join("\n")].join("\n\n");
    const paragraphs = found.words.map((words) => `<p lang="${found.lang}">${escaped(words)}</p>`);
    const cited = shown.map(({ html }) => `<p>${html}</p>`).join("");
    const rich = `<blockquote>${paragraphs.join("")}</blockquote>${cited}`;
    event.clipboardData?.setData("text/plain", plain);
    event.clipboardData?.setData("text/html", rich);
    event.preventDefault();
  });

  /* Ways in: a button at every paragraph and note, and the key c */

  // The number of a paragraph becomes that of the sentence that was picked.
  /**
   * @param {HTMLElement | null} row
   * @param {Element | null} from
   */
  function openRow(row, from) {
    const found = selected();
    const number = row?.querySelector(".para__no");
    let wanted = found?.place;
    if (row && found?.row !== row) {
      const ends =
        number instanceof HTMLAnchorElement ? number.hash.slice(1).split("-").map(placeOf) : null;
      wanted = ends ? { first: ends[0], last: ends[ends.length - 1] } : undefined;
    }
    open(row ?? found?.row ?? null, wanted, from);
  }

  function current() {
    const focused = document.activeElement?.closest(".para");
    const rows = all(".bitext .para");
    return /** @type {HTMLElement | null} */ (
      focused ??
        selected()?.row ??
        rows.find((row) => row.getBoundingClientRect().bottom > 90) ??
        null
    );
  }

  addEventListener("keydown", (event) => {
    const at = Lesart.target(event);
    if (event.key !== "c" || Lesart.modified(event) || (at && Lesart.typing(at))) return;
    if (!ready || dialog?.open || recall("keys") === "off") return;
    event.preventDefault();
    const found = selected();
    openRow(found ? found.row : current(), null);
  });

  // Early, for a click elsewhere lets go of the sentence that was picked.
  document.addEventListener(
    "click",
    (event) => {
      const pressed = Lesart.target(event)?.closest(".citebtn");
      if (!pressed) return;
      const row = /** @type {HTMLElement | null} */ (pressed.closest(".para"));
      const note = pressed.closest(".note");
      if (note) open(row, { note: note.id.slice(1) }, pressed);
      else openRow(row, pressed);
    },
    true,
  );

  /** @param {HTMLElement} note */
  function offerNote(note) {
    if (note.querySelector(".citebtn")) return;
    const head = note.querySelector(".note__head") ?? note;
    head.append(" ", makeWayIn("note", `Cite note ${note.id.slice(1)}`));
  }

  /** @param {HTMLElement} row */
  function offerRow(row) {
    if (row.querySelector(".citebtn--row")) return;
    const made = makeWayIn("row", `Cite: ${named(single(placeOf(row.id)))}`);
    const later = row.querySelector(":scope > .later");
    if (later) later.append(made);
    else row.querySelector(":scope > .para__no")?.after(made);
  }

  /**
   * @param {"note" | "row"} kind
   * @param {string} label
   */
  const makeWayIn = (kind, label) =>
    make("button", {
      type: "button",
      className: `citebtn citebtn--${kind}`,
      textContent: "cite",
      ariaLabel: label,
    });

  Lesart.onPage(() => {
    dialog?.remove();
    dialog = null;
    const held = byId("cite-data")?.dataset.cite;
    ready = Boolean(held);
    if (!held) return;
    data = JSON.parse(held);
    all(".bitext .para").forEach(offerRow);
    all(".note[id^=n]").forEach(offerNote);
  });
})();
