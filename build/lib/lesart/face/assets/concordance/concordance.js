/*
 * Lesart: the concordance, a search for words in both languages.
 *
 * The pairs stand in the page as JSON, and the forms of their words. A word is found by each of
 * its forms and of its last parts, by their beginnings, and with umlauts written in any way: as by
 * the search of the site (lesart.glossary.paradigms, lesart.glossary.search_words).
 */

/**
 * @typedef {"de" | "en"} Side
 * @typedef {{ forms: string[], part: number }} Paradigm Its part is the number of another, or -1.
 * @typedef {{ start: number, end: number, word: string }} Word
 * @typedef {{ start: number, end: number, grade: number }} Hit
 * @typedef {{ text: string, page: string, place: string, anchor: string }} Where
 * @typedef {Where & Record<Side, string> & { words: Record<Side, Word[]> }} Pair
 * @typedef {{ pair: Pair, hits: Record<Side, Hit[]>, grade: number, count: number }} Found
 */
(() => {
  "use strict";

  const { make } = Lesart;
  /** @type {Side[]} */
  const SIDES = ["de", "en"];
  const WORD = /[\p{L}\p{N}]+/gu;
  const SHORTEST_BEGINNING = 3;
  const MOST = 200;
  /** @type {Record<string, string>} */
  const WRITTEN_OUT = { ä: "ae", ö: "oe", ü: "ue", ß: "ss" };

  /* Words */

  /** @param {string} text */
  const wordsOf = (text) =>
    [...text.matchAll(WORD)].map(({ 0: word, index }) => ({
      start: index,
      end: index + word.length,
      word,
    }));

  /**
   * Give a word with its umlauts, with them written out, and without any marks.
   *
   * @param {string} word
   */
  function spellings(word) {
    const low = word.toLowerCase();
    const out = low.replace(/[äöüß]/g, (letter) => WRITTEN_OUT[letter]);
    const bare = low.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("ß", "ss");
    return [low, out, bare];
  }

  /**
   * Read the rows of forms: endings, and the stems that take them.
   *
   * @param {[endings: string, stems: string][]} written
   * @returns {Paradigm[]}
   */
  function readRows(written) {
    return written.flatMap(([endings, stems]) =>
      stems.split(" ").map((said) => {
        const [stem, part] = said.split(":");
        const forms = endings.split(",").map((ending) => stem + ending);
        return { forms, part: Number(part ?? -1) };
      }),
    );
  }

  /**
   * Make what grades a word by what was asked: 2 for a form of the word itself, 1 for a beginning
   * or for a part of a compound, 0 for neither.
   *
   * @param {Paradigm[]} rows
   * @returns {(word: string, asked: string) => number}
   */
  function grader(rows) {
    /** @type {Map<string, number[]>} */
    const at = new Map();
    rows.forEach(({ forms }, number) =>
      forms.forEach((form) => at.set(form, [...(at.get(form) ?? []), number])),
    );
    /** @type {Map<string, { own: Set<string>, parts: string[] }>} */
    const known = new Map();

    /** @param {string} word */
    function related(word) {
      const own = new Set(spellings(word));
      const parts = new Set();
      for (const form of new Set([word, word.toLowerCase()])) {
        for (let number of at.get(form) ?? []) {
          rows[number].forms.flatMap(spellings).forEach((one) => own.add(one));
          while ((number = rows[number].part) >= 0) {
            rows[number].forms.flatMap(spellings).forEach((one) => parts.add(one));
          }
        }
      }
      return { own, parts: [...own, ...parts] };
    }

    return (word, asked) => {
      const found = known.get(word) ?? related(word);
      known.set(word, found);
      if (found.own.has(asked)) return 2;
      const long = asked.length >= SHORTEST_BEGINNING;
      return found.parts.some((one) => (long ? one.startsWith(asked) : one === asked)) ? 1 : 0;
    };
  }

  /* Finding */

  /**
   * @param {Word[]} words
   * @param {string[]} asked
   * @param {(word: string, asked: string) => number} grade
   */
  function find(words, asked, grade) {
    /** @type {Hit[]} */
    const hits = [];
    for (let at = 0; at + asked.length <= words.length; at += 1) {
      const least = Math.min(...asked.map((one, n) => grade(words[at + n].word, one)));
      const { end } = words[at + asked.length - 1];
      if (least) hits.push({ start: words[at].start, end, grade: least });
    }
    return hits;
  }

  /**
   * @param {Pair[]} pairs
   * @param {Record<Side, (word: string, asked: string) => number>} graders
   * @param {string} query
   * @returns {Found[]}
   */
  function search(pairs, graders, query) {
    const asked = wordsOf(query.normalize("NFC").toLowerCase()).map(({ word }) => word);
    if (!asked.length) return [];
    const found = pairs.map((pair) => {
      const de = find(pair.words.de, asked, graders.de);
      const en = find(pair.words.en, asked, graders.en);
      const grades = [...de, ...en].map((hit) => hit.grade);
      return { pair, hits: { de, en }, grade: Math.max(0, ...grades), count: grades.length };
    });
    return found.filter(({ grade }) => grade).sort((one, other) => other.grade - one.grade);
  }

  /* The page */

  /**
   * @param {string} text
   * @param {Hit[]} hits
   * @param {Side} lang
   */
  function marked(text, hits, lang) {
    /** @type {(string | Node)[]} */
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

  /** @param {Found} found */
  function line({ pair, hits, grade }) {
    const href = `${pair.page}#${pair.anchor}`;
    const link = make("a", { className: "ref", href }, `${pair.text}:${pair.place}`);
    const sides = SIDES.map((lang) => marked(pair[lang], hits[lang], lang));
    return make("div", { className: grade > 1 ? "pair" : "pair weak" }, link, ...sides);
  }

  /**
   * @param {number} number
   * @param {string} one
   * @param {string} many
   */
  const counted = (number, one, many) => `${number} ${number === 1 ? one : many}`;

  /**
   * @param {Found[]} found
   * @param {string} query
   */
  function say(found, query) {
    if (!query) return "";
    if (!found.length) return `Nothing found for “${query}”.`;
    const places = found.reduce((sum, { count }) => sum + count, 0);
    const shown = found.length > MOST ? `; the first ${MOST} are shown` : "";
    const sentences = counted(found.length, "sentence", "sentences");
    return `${counted(places, "place", "places")} in ${sentences} for “${query}”${shown}.`;
  }

  /**
   * Read the pairs of the page, each with the address of its text.
   *
   * @param {HTMLElement} page
   * @param {{ id: string, pairs: [string, string, string, string][] }[]} texts
   * @returns {Pair[]}
   */
  function readPairs(page, texts) {
    return texts.flatMap(({ id: text, pairs }) => {
      const link = Lesart.one(`[data-text="${CSS.escape(text)}"]`, page);
      const address = /** @type {HTMLAnchorElement} */ (link).href;
      return pairs.map(([place, anchor, de, en]) => {
        const words = { de: wordsOf(de), en: wordsOf(en) };
        return { text, page: address, place, anchor, de, en, words };
      });
    });
  }

  Lesart.onPage(() => {
    const [page] = Lesart.all(".kwic");
    if (!page) return;
    const { texts, forms } = JSON.parse(Lesart.one(".kwic__data", page).textContent);
    const pairs = readPairs(page, texts);
    const graders = { de: grader(readRows(forms.de)), en: grader(readRows(forms.en)) };
    const form = Lesart.one("form", page);
    const box = /** @type {HTMLInputElement} */ (Lesart.one("input", form));
    let timer = 0;

    function show() {
      clearTimeout(timer);
      const query = box.value.trim();
      const found = search(pairs, graders, query);
      const strong = found.filter(({ grade }) => grade > 1).slice(0, MOST);
      const weak = found.filter(({ grade }) => grade < 2).slice(0, MOST - strong.length);
      const heading = weak.length ? [make("h2", {}, "Within longer words")] : [];
      const place = Lesart.one(".kwic__found", page);
      place.replaceChildren(...strong.map(line), ...heading, ...weak.map(line));
      Lesart.one(".kwic__count", page).textContent = say(found, query);
      Lesart.address("word", query);
    }

    form.addEventListener("submit", (event) => {
      event.preventDefault();
      show();
    });
    box.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(show, 200);
    });
    form.hidden = false;
    box.value = Lesart.asked("word") ?? "";
    if (box.value) show();
  });
})();
