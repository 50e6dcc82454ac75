// What the preview alone shows: the findings of the edition, told as they are now.
(() => {
  "use strict";

  const EVERY = 2000;
  const box = document.createElement("details");
  box.className = "preview-findings";
  box.hidden = true;
  const head = document.createElement("summary");
  head.setAttribute("role", "status");
  const list = document.createElement("ul");
  box.append(head, list);
  document.body.append(box);
  let told = "";

  /** @param {string} name @param {string} words */
  function line(name, words) {
    const element = document.createElement("span");
    element.className = `preview-findings__${name}`;
    element.textContent = words;
    return element;
  }

  /** @param {{where: string, said: string, evidence: string[], hint: string}} one */
  function item(one) {
    const element = document.createElement("li");
    element.append(line("where", one.where), line("said", one.said));
    for (const words of one.evidence) element.append(line("evidence", words));
    if (one.hint) element.append(line("hint", one.hint));
    return element;
  }

  async function ask() {
    const answer = await fetch("/lesart-preview/findings.json").catch(() => null);
    if (!answer?.ok) return;
    const text = await answer.text();
    if (text === told) return;
    told = text;
    const found = JSON.parse(text);
    list.replaceChildren(...found.map(item));
    head.textContent = found.length === 1 ? "1 finding" : `${found.length} findings`;
    box.hidden = !found.length;
  }

  ask();
  setInterval(() => document.visibilityState === "visible" && ask(), EVERY);
})();
