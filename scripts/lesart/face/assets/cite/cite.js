/*
 * Lesart: cite any place of a text, and copy its words with their reference.
 *
 * The page holds templates of every style; here their gaps are filled: for the place, the address
 * and the date of access. Without this script the page shows how the whole text is cited.
 */
(() => {
  "use strict";

  const [PLACE, ADDRESS, ACCESS, ON, OFF, OPEN, CLOSE, KEY] =
    Array.from({ length: 8 }, (_, n) => String.fromCharCode(0xe000 + n));
  const WITH_PLACE = String.fromCharCode(0xe00a);
  const GROUP = new RegExp(`${OPEN}([^${CLOSE}]*)${CLOSE}`, "g");
  const MLA = "Jan.,Feb.,Mar.,Apr.,May,June,July,Aug.,Sept.,Oct.,Nov.,Dec.".split(",");
  const FILES = [["bibtex", "BibTeX"], ["biblatex", "biblatex"], ["ris", "RIS"], ["csl-json", "CSL-JSON"]];
  const MARKS = ".noteref, .later, .citebtn, .notes";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const recall = (key) => {
    try { return localStorage.getItem(`lesart.${key}`); } catch { return null; }
  };
  const remember = (key, value) => {
    try { localStorage.setItem(`lesart.${key}`, value); } catch { /* then not */ }
  };

  let data = null;
  let dialog = null;
  let opener = null;
  let places = [];

  /* Places: { first, last, note }; nothing for the whole text */

  const rowOf = (id) => id.split(".")[0];
  const domId = (id) => id.replace(/^(?=\d)/, "p");
  const bare = (name) => name.replace(/^p(?=\d)/, "").replace(/-(de|en)$/, "");

  function fragment({ first, last, note }) {
    if (note) return `#n${note}`;
    return first ? `#${[...new Set([first, last].map(domId))].join("-")}` : "";
  }

  function speakerOf({ first, last }, lang) {
    const rows = all(".bitext > .para").map((row) => bare(row.id));
    const within = rows.slice(rows.indexOf(rowOf(first)), rows.indexOf(rowOf(last)) + 1);
    const names = new Set(within.map((id) => data.speakers[id]?.[lang === "de" ? 0 : 1]));
    return names.size === 1 ? [...names][0] : undefined;
  }

  function inWords(place, words, lang) {
    if (place.note) return `${words.note} ${place.note}`;
    if (!place.first) return "";
    const [[p, s], [q, t]] = [place.first, place.last].map((id) => id.split("."));
    const one = (row, sentence) => (/^\d/.test(row) ? `${words.para} ${row}` : words[row])
      + (sentence ? `, ${words.sentence} ${sentence}` : "");
    let said;
    if (place.first === place.last) said = one(p, s);
    else if (/^\d/.test(p) && /^\d/.test(q) && !s && !t) said = `${words.paras} ${p}–${q}`;
    else if (p === q) said = `${one(p)}, ${words.sentences} ${s}–${t}`;
    else said = `${one(p, s)}${s ? "," : ""} ${words.to} ${one(q, t)}`;
    const speaker = speakerOf(place, lang);
    return speaker ? `${said} [${speaker}]` : said;
  }

  /* Filling the gaps */

  const two = (number) => String(number).padStart(2, "0");

  function day(form) {
    const now = new Date();
    const [d, m, y] = [now.getDate(), now.getMonth(), now.getFullYear()];
    if (form === "mla") return `${d} ${MLA[m]} ${y}`;
    return now.toLocaleDateString(form === "de" ? "de-DE" : "en-US", { year: "numeric", month: "long", day: "numeric" });
  }

  // A copy on this machine has no address that others could follow; a generator may write one that
  // leads to the page itself.
  function address(place) {
    const known = document.querySelector("link[rel=canonical][href^=http]")?.href;
    const here = new URL(location.href);
    const isPublic = here.protocol === "https:" || (here.protocol === "http:" && /\.[a-z]{2,}$/.test(here.hostname));
    const base = known ?? (isPublic ? here.origin + here.pathname.replace(/\/index\.html$/, "/") : "");
    return base ? base.split("#")[0] + (data.version ? `?v=${data.version}` : "") + fragment(place) : "";
  }

  function filled(template, values) {
    const held = { ...values, [WITH_PLACE]: values[PLACE] };
    const kept = template.replace(GROUP, (_, group) =>
      (Object.entries(held).some(([gap, value]) => group.includes(gap) && !value) ? "" : group))
      .replaceAll(WITH_PLACE, "");
    return [...kept].map((sign) => values[sign] ?? sign).join("");
  }

  const escaped = (words) => words.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

  function citation(place, style, side) {
    const [, family, form, lang] = data.styles[style];
    const values = {
      [PLACE]: inWords(place, data.words[family], lang), [ADDRESS]: address(place), [ACCESS]: day(form),
    };
    const pair = data.made[style][place.note ? "note" : side];
    const plain = (template) => filled(template, { ...values, [ON]: "", [OFF]: "" });
    const marked = (template, on, off, change = (words) => words) => {
      const changed = Object.fromEntries(Object.entries(values).map(([k, v]) => [k, change(v)]));
      return filled(change(template), { ...changed, [ON]: on, [OFF]: off });
    };
    return pair.map((template) => ({
      text: plain(template),
      html: marked(template, "<i>", "</i>", escaped),
      markdown: marked(template, "*", "*"),
    }));
  }

  function file(place, format, side) {
    const template = data.files[format][place.note ? "note" : side];
    const key = [data.text, ...(place.note ? [`n${place.note}`] : new Set([place.first, place.last].filter(Boolean)))].join("-");
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
    return made.split("\n")
      .filter((line) => where || !/^(\s*(url|urldate) = |UR  - |Y2  - )/.test(line))
      .filter((line) => !/^\s*note = \{\},?$|^N1  - \s*$/.test(line))
      .join("\n").replace("1601-02-03", date.join("-")).replace("1601/02/03", date.join("/"));
  }

  /* The clipboard */

  async function copy(text, html) {
    try {
      if (html && window.ClipboardItem) {
        const blob = (type, words) => new Blob([words], { type });
        await navigator.clipboard.write([new ClipboardItem({
          "text/plain": blob("text/plain", text), "text/html": blob("text/html", html),
        })]);
      } else await navigator.clipboard.writeText(text);
      return true;
    } catch {
      const take = (event) => {
        event.clipboardData.setData("text/plain", text);
        if (html) event.clipboardData.setData("text/html", html);
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

  const node = (tag, properties = {}, ...children) => {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  };

  function makeDialog() {
    const option = ([value, [name]]) => node("option", { value, textContent: name });
    const radio = ([value, name]) => node("label", {},
      node("input", { type: "radio", name: "cite-side", value }), name);
    const box = node("input", { type: "checkbox", name: "cite-copy", checked: recall("copy") !== "off" });
    const block = (name, label) => node("div", { className: "citebox__out" },
      node("h3", { textContent: label }),
      node("p", { id: `cite-${name}` }),
      button(name, "Copy", `Copy: ${label.toLowerCase()}`));
    const made = node("dialog", { id: "citebox", className: "citebox" },
      node("form", { method: "dialog" },
        node("h2", { id: "cite-title", textContent: "Cite" }),
        node("button", { className: "citebox__close", ariaLabel: "Close", textContent: "×" })),
      node("div", { className: "citebox__choices" },
        node("label", {}, "Place", node("select", { name: "cite-place" })),
        node("label", {}, "Style", node("select", { name: "cite-style" },
          ...Object.entries(data.styles).map(option))),
        node("fieldset", {}, node("legend", { textContent: "Language" }),
          ...[["both", "both"], ["de", "German"], ["en", "English"]].map(radio))),
      block("cited", "In text or note"),
      block("entry", "In a list of works"),
      node("p", { className: "citebox__more" }, "Copy as ",
        ...[["link", "link"], ["markdown", "Markdown"], ["html", "HTML"], ...FILES]
          .flatMap(([name, label]) => [button(name, label, `Copy as ${label}`), " "])),
      node("p", { className: "citebox__hint", id: "cite-hint" }),
      node("label", { className: "citebox__copy" }, box, "Text copied from the page carries its reference"),
      node("p", { className: "citebox__said", id: "cite-said", role: "status" }));
    made.setAttribute("aria-labelledby", "cite-title");
    made.addEventListener("change", change);
    made.addEventListener("click", (event) => {
      const pressed = event.target.closest("[data-copy]");
      if (pressed) give(pressed.dataset.copy);
      else if (event.target === made) made.close();
    });
    made.addEventListener("close", () => opener?.isConnected && opener.focus({ preventScroll: true }));
    return document.body.appendChild(made);
  }

  function button(name, label, full) {
    const made = node("button", { type: "button", textContent: label, ariaLabel: full });
    made.dataset.copy = name;
    return made;
  }

  const field = (name) => dialog.querySelector(`[name=cite-${name}]`);
  const side = () => dialog.querySelector("[name=cite-side]:checked").value;
  const chosen = () => places[field("place").selectedIndex].place;

  function change({ target }) {
    if (target.name === "cite-style") remember("style", target.value);
    if (target.name === "cite-side") remember("side", target.value);
    if (target.name === "cite-copy") remember("copy", target.checked ? "on" : "off");
    show();
  }

  function show() {
    const place = chosen();
    const style = field("style").value;
    const lang = data.styles[style][3];
    citation(place, style, side()).forEach(({ html }, n) => {
      const out = dialog.querySelector(n ? "#cite-entry" : "#cite-cited");
      out.lang = lang;
      out.innerHTML = html;
    });
    dialog.querySelector("#cite-hint").textContent = address(place) ? ""
      : "This copy has no public address, so address and date of access are left out.";
    dialog.querySelector("[data-copy=link]").disabled = !address(place);
    dialog.querySelector("#cite-said").textContent = "";
  }

  async function give(name) {
    const place = chosen();
    const [cited, entry] = citation(place, field("style").value, side());
    let done;
    if (name === "cited") done = await copy(cited.text, cited.html);
    else if (name === "entry") done = await copy(entry.text, entry.html);
    else if (name === "link") done = await copy(address(place));
    else if (name === "markdown" || name === "html") done = await copy(`${cited[name]}\n\n${entry[name]}`);
    else done = await copy(`${file(place, name, side())}\n`);
    const said = dialog.querySelector("#cite-said");
    said.textContent = done ? "Copied." : "The browser did not allow copying.";
  }

  const single = (id) => ({ first: id, last: id });
  const named = (place) => {
    const said = inWords({ ...place }, {
      para: "Paragraph", paras: "Paragraphs", sentence: "sentence", sentences: "sentences", to: "to",
      title: "Title", lead: "Standfirst", author: "Author line", note: "Note",
    }, "en");
    return said || "The whole text";
  };

  function offer(row, wanted) {
    const list = [];
    const add = (place, more = "") => {
      if (!list.some((one) => fragment(one.place) === fragment(place))) {
        list.push({ place, label: named(place) + more });
      }
    };
    if (wanted) add(wanted);
    if (row) {
      add(single(bare(row.id)));
      all(".side--de .seg, .held .seg", row).forEach((seg) => {
        const words = seg.textContent.trim().split(/\s+/).slice(0, 5).join(" ");
        add(single(seg.dataset.seg), words ? `: ${words} …` : "");
      });
    }
    add({});
    return list;
  }

  function open(row, wanted, from) {
    dialog ??= makeDialog();
    opener = from ?? document.activeElement;
    places = offer(row, wanted);
    field("place").replaceChildren(...places.map(({ label }) => node("option", { textContent: label })));
    field("style").value = data.styles[recall("style")] ? recall("style") : "chicago-note";
    const radio = dialog.querySelector(`[name=cite-side][value="${recall("side") ?? "both"}"]`);
    (radio ?? dialog.querySelector("[name=cite-side]")).checked = true;
    show();
    dialog.showModal();
    field("place").focus();
  }

  /* What is selected */

  // Words that do not show, such as a reading as transmitted, and marks are no part of the text.
  function textOf(range, scope) {
    const walker = document.createTreeWalker(scope, NodeFilter.SHOW_TEXT);
    let words = "";
    while (walker.nextNode()) {
      const piece = walker.currentNode;
      const from = piece === range.startContainer ? range.startOffset : 0;
      const to = piece === range.endContainer ? range.endOffset : piece.length;
      const shows = piece.parentElement.getClientRects().length;
      if (range.intersectsNode(piece) && shows && !piece.parentElement.closest(MARKS)) {
        words += piece.data.slice(from, to);
      }
    }
    return words.replace(/\s+/g, " ").trim();
  }

  function selected() {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const scope = document.querySelector(".bitext");
    const element = (point) => (point.nodeType === 1 ? point : point.parentElement);
    const inside = (point) => scope?.contains(point) && !element(point).closest(".notes");
    if (!inside(range.startContainer) || !inside(range.endContainer)) return null;
    const startSide = element(selection.anchorNode).closest(".side")?.lang;
    const shown = all(".bitext .side").filter((one) => range.intersectsNode(one)
      && getComputedStyle(one).visibility === "visible" && one.offsetWidth);
    const lang = shown.some((one) => one.lang === startSide) ? startSide : shown[0]?.lang;
    const segs = [];
    const words = shown.filter((one) => one.lang === lang).map((one) => {
      const paragraph = one.querySelector("p");
      const part = document.createRange();
      part.selectNodeContents(paragraph);
      if (paragraph.contains(range.startContainer)) part.setStart(range.startContainer, range.startOffset);
      if (paragraph.contains(range.endContainer)) part.setEnd(range.endContainer, range.endOffset);
      segs.push(...all(".seg", paragraph).filter((seg) => part.intersectsNode(seg) && touched(part, seg)));
      return textOf(part, paragraph);
    }).filter(Boolean);
    if (!segs.length || !words.length) return null;
    const ids = segs.flatMap((seg) => seg.dataset.seg.split(" "));
    return { lang, words, row: segs[0].closest(".para"), place: { first: ids[0], last: ids.at(-1) } };
  }

  // A range that ends where a sentence begins does not hold any of it.
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
    const found = data && recall("copy") !== "off" && !dialog?.open && selected();
    if (!found) return;
    const style = data.styles[recall("style")] ? recall("style") : "chicago-note";
    const made = citation(found.place, style, found.lang);
    const shown = style === "chicago-note" ? made.slice(0, 1) : made;
    const quoted = found.words.map((words) => `<p lang="${found.lang}">${escaped(words)}</p>`).join("");
    event.clipboardData.setData("text/plain",
      `${found.words.join("\n\n")}\n\n${shown.map(({ text }) => text).join("\n")}`);
    event.clipboardData.setData("text/html",
      `<blockquote>${quoted}</blockquote>${shown.map(({ html }) => `<p>${html}</p>`).join("")}`);
    event.preventDefault();
  });

  /* Ways in: a button at every paragraph and note, and the key c */

  // The number of a paragraph becomes that of the sentence that was picked.
  function openRow(row, from) {
    const found = selected();
    const ends = row?.querySelector(".para__no")?.hash.slice(1).split("-").map(bare);
    const wanted = found?.row === row || !row ? found?.place : ends && { first: ends[0], last: ends.at(-1) };
    open(row ?? found?.row, wanted, from);
  }

  function current() {
    const focused = document.activeElement.closest(".para");
    if (focused) return focused;
    return selected()?.row ?? all(".bitext > .para").find((row) => row.getBoundingClientRect().bottom > 90);
  }

  addEventListener("keydown", (event) => {
    const modified = event.ctrlKey || event.metaKey || event.altKey || event.shiftKey;
    const typing = event.target.isContentEditable
      || event.target.matches("textarea, select, input:not([type=radio], [type=checkbox])");
    if (event.key !== "c" || modified || typing || !data || dialog?.open || recall("keys") === "off") return;
    event.preventDefault();
    const found = selected();
    openRow(found ? found.row : current(), null);
  });

  document.addEventListener("click", (event) => {
    const pressed = event.target.closest(".citebtn");
    if (!pressed) return;
    const note = pressed.closest(".note");
    if (note) open(pressed.closest(".para"), { note: note.id.slice(1) }, pressed);
    else openRow(pressed.closest(".para"), pressed);
    // Early, for a click elsewhere lets go of the sentence that was picked.
  }, true);

  function start() {
    dialog?.remove();
    dialog = null;
    const holder = document.getElementById("cite-data");
    data = holder && JSON.parse(holder.dataset.cite);
    if (!data) return;
    all(".bitext > .para, .note[id^=n]").forEach((place) => {
      const isNote = place.matches(".note");
      if (place.querySelector(isNote ? ".citebtn" : ".citebtn--row")) return;
      const label = isNote ? `Cite note ${place.id.slice(1)}` : `Cite: ${named(single(bare(place.id)))}`;
      const made = node("button", { type: "button", className: `citebtn citebtn--${isNote ? "note" : "row"}`, textContent: "cite", ariaLabel: label });
      if (isNote) (place.querySelector(".note__head") ?? place).append(" ", made);
      else if (place.querySelector(":scope > .later")) place.querySelector(":scope > .later").append(made);
      else place.querySelector(":scope > .para__no").after(made);
    });
  }

  if (typeof document$ === "undefined") start();
  else document$.subscribe(start);
})();
