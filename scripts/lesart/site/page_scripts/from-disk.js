/*
 * Lesart: what a copy needs that is opened from a folder (file:), before the script of the theme.
 *
 * A link to a folder leads to its index.html. A worker starts from words that a script brings, for
 * there the browser starts none from a file and fetches nothing.
 */
(() => {
  "use strict";

  /* Links */

  function lead(link) {
    const url = new URL(link.href, location.href);
    if (url.protocol !== "file:" || !url.pathname.endsWith("/")) return;
    url.pathname += "index.html";
    link.href = url.href;
  }

  const LINKS = "a[href], area[href], link[rel=prev], link[rel=next]";
  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll(LINKS).forEach(lead);
  });
  // Links that scripts make later are met when somebody turns to them.
  ["pointerover", "pointerdown", "focusin", "click"].forEach((type) => {
    addEventListener(type, ({ target }) => {
      const link = target.closest?.("a[href], area[href]");
      if (link) lead(link);
    }, true);
  });

  /* Workers */

  const Native = Worker;

  class WorkerFromWords extends EventTarget {
    onmessage = null;
    onerror = null;
    onmessageerror = null;
    #worker = null;
    #waiting = [];
    #ended = false;

    constructor(address, options) {
      super();
      const { href, protocol } = new URL(address, document.baseURI);
      if (protocol !== "file:") return new Native(address, options);
      const src = href.replace(/\.js$/, ".disk.js");
      const script = Object.assign(document.createElement("script"), { src });
      script.onload = () => this.#start(globalThis.lesartWorkers[src.split("/").at(-1)], options);
      script.onerror = () => this.#tell(new Event("error", { cancelable: true }));
      document.head.append(script);
    }

    #start(words, options) {
      if (this.#ended) return;
      const address = URL.createObjectURL(new Blob([words], { type: "text/javascript" }));
      this.#worker = new Native(address, options);
      const pass = ({ type, data }) => this.#tell(new MessageEvent(type, { data }));
      this.#worker.onmessage = pass;
      this.#worker.onmessageerror = pass;
      this.#worker.onerror = ({ message }) => this.#tell(new ErrorEvent("error", { message, cancelable: true }));
      this.#waiting.forEach((sent) => this.#worker.postMessage(...sent));
      this.#waiting = [];
    }

    #tell(event) {
      this[`on${event.type}`]?.(event);
      this.dispatchEvent(event);
    }

    postMessage(...sent) {
      if (this.#worker) this.#worker.postMessage(...sent);
      else this.#waiting.push(sent);
    }

    terminate() {
      this.#ended = true;
      this.#worker?.terminate();
    }
  }

  globalThis.Worker = WorkerFromWords;
})();
