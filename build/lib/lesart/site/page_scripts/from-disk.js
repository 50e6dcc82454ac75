/*
 * Lesart: what a copy needs that is opened from a folder (file:), before the script of the theme.
 *
 * A link to a folder leads to its index.html. A worker starts from words that a script brings, for
 * there the browser starts none from a file and fetches nothing.
 */
(() => {
  "use strict";

  /* Links */

  /** @param {HTMLAnchorElement | HTMLAreaElement | HTMLLinkElement} link */
  function lead(link) {
    const url = new URL(link.href, location.href);
    if (url.protocol !== "file:" || !url.pathname.endsWith("/")) return;
    url.pathname += "index.html";
    link.href = url.href;
  }

  const LINKS = "a[href], area[href], link[rel=prev], link[rel=next]";
  document.addEventListener("DOMContentLoaded", () => {
    /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll(LINKS)).forEach(lead);
  });
  // Links that scripts make later are met when somebody turns to them.
  ["pointerover", "pointerdown", "focusin", "click"].forEach((type) => {
    addEventListener(
      type,
      ({ target }) => {
        const link = target instanceof Element && target.closest("a[href], area[href]");
        if (link) lead(/** @type {HTMLAnchorElement} */ (link));
      },
      true,
    );
  });

  /* Workers */

  const Native = Worker;

  class WorkerFromWords extends EventTarget {
    /** @type {Worker["onmessage"]} */
    onmessage = null;
    /** @type {Worker["onerror"]} */
    onerror = null;
    /** @type {Worker["onmessageerror"]} */
    onmessageerror = null;
    /** @type {Worker | null} */
    #worker = null;
    /** @type {[unknown, StructuredSerializeOptions | undefined][]} */
    #waiting = [];
    #ended = false;

    /**
     * @param {string | URL} address
     * @param {WorkerOptions} [options]
     */
    constructor(address, options) {
      super();
      const { href, protocol, pathname } = new URL(address, document.baseURI);
      if (protocol !== "file:") {
        // @ts-expect-error What a constructor gives may be of another kind.
        return new Native(address, options);
      }
      const name = pathname.slice(pathname.lastIndexOf("/") + 1).replace(/\.js$/, ".disk.js");
      const src = href.replace(/\.js$/, ".disk.js");
      const script = Object.assign(document.createElement("script"), { src });
      script.onload = () => this.#start(globalThis.lesartWorkers[name], options);
      script.onerror = () => this.#tell(new Event("error", { cancelable: true }));
      document.head.append(script);
    }

    /**
     * @param {string} words
     * @param {WorkerOptions} [options]
     */
    #start(words, options) {
      if (this.#ended) return;
      const address = URL.createObjectURL(new Blob([words], { type: "text/javascript" }));
      const worker = new Native(address, options);
      /** @param {MessageEvent} event */
      const pass = ({ type, data }) => this.#tell(new MessageEvent(type, { data }));
      worker.onmessage = pass;
      worker.onmessageerror = pass;
      worker.onerror = ({ message }) =>
        this.#tell(new ErrorEvent("error", { message, cancelable: true }));
      this.#waiting.forEach(([sent, how]) => worker.postMessage(sent, how));
      this.#waiting = [];
      this.#worker = worker;
    }

    /** @param {Event} event */
    #tell(event) {
      const heard = {
        message: this.onmessage,
        error: this.onerror,
        messageerror: this.onmessageerror,
      };
      const listen = heard[/** @type {keyof typeof heard} */ (event.type)];
      /** @type {((event: Event) => void) | null} */ (listen)?.call(this, event);
      this.dispatchEvent(event);
    }

    /**
     * @param {unknown} sent
     * @param {StructuredSerializeOptions} [how]
     */
    postMessage(sent, how) {
      if (this.#worker) this.#worker.postMessage(sent, how);
      else this.#waiting.push([sent, how]);
    }

    terminate() {
      this.#ended = true;
      this.#worker?.terminate();
    }
  }

  globalThis.Worker = /** @type {typeof Worker} */ (/** @type {unknown} */ (WorkerFromWords));
})();
