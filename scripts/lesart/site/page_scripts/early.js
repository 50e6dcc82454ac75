/*
 * Lesart: what a page needs before the script of the theme runs.
 *
 * Under a strict policy a style element that a script makes is refused, so what a theme puts into
 * a shadow tree that way is adopted as a style sheet. From disk, more is needed: from-disk.js.
 */
(() => {
  "use strict";

  ShadowRoot.prototype.appendChild = function appendChild(node) {
    if (!(node instanceof HTMLStyleElement)) return Node.prototype.appendChild.call(this, node);
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(node.textContent);
    this.adoptedStyleSheets = [...this.adoptedStyleSheets, sheet];
    return node;
  };

  if (location.protocol === "file:") {
    const { href } = new URL("from-disk.js", document.currentScript.src);
    // It must have run before the next script, and a script that is added would run after it.
    document.write(`<script src="${href}"></script>`);
  }
})();
