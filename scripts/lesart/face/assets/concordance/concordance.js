/*
 * Lesart: the concordance, a search for words in both languages.
 *
 * The pairs stand in the page as JSON. A word is found by its stem, with umlauts written in any
 * way, and as a part of compounds. German stems follow CISTEM (Weissweiler and Fraser 2017),
 * English ones a few rules for endings.
 */
(() => {
  "use strict";

  const SIDES = ["de", "en"];
  const WORD = /[\p{L}\p{N}]+(?:[’'][\p{L}]+)?/gu;
  const SHORTEST_PART = 4;
  const MOST = 200;

  /* Words */

  // The same rule for the text and for what is typed, so Bürger, Buerger and Burger meet.
  function fold(word, lang) {
    const low = word.toLowerCase().replaceAll("ß", "ss").normalize("NFD").replace(/\p{M}/gu, "");
    const bare = low.replace(/[’']s?$/u, "");
    return lang === "de" ? bare.replace(/([ao]|(?<![aeq])u)e/g, "$1") : bare;
  }

  function germanStem(folded) {
    let stem = folded.replace(/^ge(?=.{4})/, "")
      .replaceAll("sch", "$").replaceAll("ei", "%").replaceAll("ie", "&")
      .replace(/(.)\1/g, "$1*");
    while (stem.length > 3) {
      const shorter = stem.length > 5 && /(?:em|er|nd)$/.test(stem) ? stem.slice(0, -2)
        : stem.replace(/[esnt]$/, "");
      if (shorter === stem) break;
      stem = shorter;
    }
    return stem.replace(/(.)\*/g, "$1$1").replaceAll("$", "sch")
      .replaceAll("%", "ei").replaceAll("&", "ie");
  }

  function englishStem(folded) {
    let stem = folded;
    if (stem.length > 4) stem = stem.replace(/ies$/, "y").replace(/(ss|sh|ch|x|z)es$/, "$1");
    if (stem.length > 3) stem = stem.replace(/([^su])s$/, "$1");
    if (stem.length > 5) {
      const bare = stem.replace(/(?:ing|ed)$/, "");
      if (bare !== stem && /[aeiouy]/.test(bare) && bare.length > 2) {
        stem = bare.replace(/([^aeioulsz])\1$/, "$1");
      }
    }
    return stem.length > 4 ? stem.replace(/e$/, "").replace(/ys?$/, "i") : stem;
  }

  const STEMS = { de: germanStem, en: englishStem };

  function wordsOf(text, lang) {
    return [...text.matchAll(WORD)].map((found) => {
      const folded = fold(found[0], lang);
      const stem = STEMS[lang](folded);
      const part = folded.startsWith("ge") && !stem.startsWith("ge") ? `ge${stem}` : stem;
      return { start: found.index, end: found.index + found[0].length, folded, stem,
        part: folded.startsWith(part) ? part : folded };
    });
  }

  /* Finding: 2 for a form of the word itself, 1 for a part of a compound, 0 for neither */

  function likeness(word, asked) {
    if (word.folded === asked.folded || word.stem === asked.stem) return 2;
    if (asked.part.length < SHORTEST_PART || word.folded.length < asked.part.length + 2) return 0;
    // Before a part of a compound there is nothing, or at least a short word.
    const at = word.folded.lastIndexOf(asked.part);
    return at === 0 || at > 2 ? 1 : 0;
  }

  function find(words, asked) {
    const hits = [];
    for (let at = 0; at + asked.length <= words.length; at += 1) {
      const grades = asked.map((one, n) => likeness(words[at + n], one));
      if (grades.every(Boolean)) {
        hits.push({ start: words[at].start, end: words[at + asked.length - 1].end,
          grade: Math.min(...grades) });
      }
    }
    return hits;
  }

  function search(pairs, query) {
    const asked = Object.fromEntries(SIDES.map((lang) => [lang, wordsOf(query, lang)]));
    if (!asked.de.length) return [];
    const found = pairs.map((pair) => {
      const hits = Object.fromEntries(SIDES.map((lang) => [lang, find(pair.words[lang], asked[lang])]));
      const grades = SIDES.flatMap((lang) => hits[lang].map((hit) => hit.grade));
      return { pair, hits, grade: Math.max(0, ...grades), count: grades.length };
    });
    return found.filter(({ grade }) => grade).sort((one, other) => other.grade - one.grade);
  }

  /* The page */

  const make = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };

  function marked(text, hits, lang) {
    const parts = [];
    let done = 0;
    hits.forEach(({ start, end }) => {
      if (start < done) return;
      parts.push(text.slice(done, start), make("mark", {}, text.slice(start, end)));
      done = end;
    });
    const words = make("p", { lang }, ...parts, text.slice(done));
    if (lang === "de") words.translate = false;
    return words;
  }

  function line({ pair, hits, grade }) {
    const link = make("a", { className: "ref", href: `${pair.page}#${pair.anchor}` },
      `${pair.text}:${pair.place}`);
    const sides = SIDES.map((lang) => marked(pair[lang], hits[lang], lang));
    return make("div", { className: grade > 1 ? "pair" : "pair weak" }, link, ...sides);
  }

  const counted = (number, one, many) => `${number} ${number === 1 ? one : many}`;

  function say(found, query) {
    if (!query.trim()) return "";
    if (!found.length) return `Nothing found for “${query.trim()}”.`;
    const places = found.reduce((sum, { count }) => sum + count, 0);
    const shown = found.length > MOST ? `; the first ${MOST} are shown` : "";
    return `${counted(places, "place", "places")} in ${
      counted(found.length, "sentence", "sentences")} for “${query.trim()}”${shown}.`;
  }

  function start() {
    const page = document.querySelector(".kwic");
    if (!page) return;
    const texts = JSON.parse(page.querySelector(".kwic__data").textContent);
    const pairs = texts.flatMap(({ id, pairs: rows }) => {
      const address = page.querySelector(`[data-text="${CSS.escape(id)}"]`).href;
      return rows.map(([place, anchor, de, en]) => ({ text: id, page: address, place, anchor, de,
        en, words: { de: wordsOf(de, "de"), en: wordsOf(en, "en") } }));
    });
    const form = page.querySelector("form");
    const box = form.querySelector("input");
    let timer = 0;

    function show() {
      clearTimeout(timer);
      const found = search(pairs, box.value);
      const strong = found.filter(({ grade }) => grade > 1).slice(0, MOST).map(line);
      const weak = found.filter(({ grade }) => grade < 2).slice(0, MOST - strong.length).map(line);
      if (weak.length) weak.unshift(make("h2", {}, "Within longer words"));
      page.querySelector(".kwic__found").replaceChildren(...strong, ...weak);
      page.querySelector(".kwic__count").textContent = say(found, box.value);
      const url = new URL(location.href);
      if (box.value.trim()) url.searchParams.set("word", box.value.trim());
      else url.searchParams.delete("word");
      history.replaceState(history.state, "", url);
    }

    form.addEventListener("submit", (event) => { event.preventDefault(); show(); });
    box.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(show, 200); });
    form.hidden = false;
    box.value = new URL(location.href).searchParams.get("word") ?? "";
    if (box.value) show();
  }

  if (typeof document$ === "undefined") start();
  else document$.subscribe(start);
})();
