/*
 * Lesart: what a page needs before the script of the theme runs.
 *
 * Under a strict policy a style element that a script makes is refused, so what a theme puts into
 * a shadow tree that way is adopted as a style sheet. From disk, more is needed: from-disk.js.
 */
(() => {
  "use strict";

  /**
   * @template {Node} Added
   * @this {ShadowRoot}
   * @param {Added} node
   * @returns {Added}
   */
  function adopt(node) {
    if (!(node instanceof HTMLStyleElement)) {
      Node.prototype.appendChild.call(this, node);
      return node;
    }
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(node.textContent);
    this.adoptedStyleSheets = [...this.adoptedStyleSheets, sheet];
    return node;
  }
  ShadowRoot.prototype.appendChild = adopt;

  const own = document.currentScript;
  if (location.protocol === "file:" && own instanceof HTMLScriptElement) {
    const { href } = new URL("from-disk.js", own.src);
    // It must have run before the next script, and a script that is added would run after it.
    document.write(`<script src="${href}"></script>`);
  }
})();
