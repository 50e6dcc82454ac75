/*
 * Lesart: what the scripts of all features use. It stands before them on a page.
 */
const Lesart = (() => {
  "use strict";

  /**
   * List what a selector finds.
   *
   * @param {string} selector
   * @param {ParentNode} [root]
   * @returns {HTMLElement[]}
   */
  const all = (selector, root = document) => [
    .../** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(selector)),
  ];

  /**
   * Give the one thing of the page that a selector is sure to find.
   *
   * @param {string} selector
   * @param {ParentNode} [root]
   * @returns {HTMLElement}
   */
  const one = (selector, root = document) => {
    const found = root.querySelector(selector);
    if (found instanceof HTMLElement) return found;
    throw new Error(`the page lacks ${selector}`);
  };

  /** @param {string} id */
  const byId = (id) => document.getElementById(id);

  /**
   * Make an element with properties and children.
   *
   * @template {keyof HTMLElementTagNameMap} Tag
   * @param {Tag} tag
   * @param {Partial<HTMLElementTagNameMap[Tag]>} [properties]
   * @param {...(Node | string)} children
   * @returns {HTMLElementTagNameMap[Tag]}
   */
  const make = (tag, properties = {}, ...children) => {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  };

  /* Memory; a browser may forbid it. */

  /** @param {string} key */
  const recall = (key) => {
    try {
      return localStorage.getItem(`lesart.${key}`);
    } catch {
      return null;
    }
  };

  /**
   * @param {string} key
   * @param {string} value
   */
  const remember = (key, value) => {
    try {
      localStorage.setItem(`lesart.${key}`, value);
    } catch {
      /* then not */
    }
  };

  /* The address */

  /** @param {string} name */
  const asked = (name) => new URL(location.href).searchParams.get(name);

  /**
   * Write a choice into the address; nothing takes it out.
   *
   * @param {string} name
   * @param {string} value
   */
  const address = (name, value) => {
    const url = new URL(location.href);
    if (value) url.searchParams.set(name, value);
    else url.searchParams.delete(name);
    history.replaceState(history.state, "", url);
  };

  /** Read the name after # in an address; nothing where it is written wrongly. */
  const fragment = (hash = location.hash) => {
    try {
      return decodeURIComponent(hash.slice(1));
    } catch {
      return "";
    }
  };

  /* Ids: a paragraph or sentence 3.4 stands at #p3.4 in one language, #p3.4-en in the other. */

  /** @param {string} name */
  const placeOf = (name) => name.replace(/^p(?=\d)/, "").replace(/-(de|en)$/, "");

  /** @param {string} place */
  const domId = (place) => place.replace(/^(?=\d)/, "p");

  /* Events */

  /**
   * Give the element that an event is about.
   *
   * @param {Event} event
   * @returns {Element | null}
   */
  const target = (event) => (event.target instanceof Element ? event.target : null);

  /** @param {KeyboardEvent | MouseEvent} event */
  const modified = (event) => event.ctrlKey || event.metaKey || event.altKey || event.shiftKey;

  /** @param {Element} element */
  const typing = (element) =>
    (element instanceof HTMLElement && element.isContentEditable) ||
    element.matches("textarea, select, input:not([type=radio], [type=checkbox])");

  /**
   * Start on this page, and again on each that the theme swaps in its place.
   *
   * @param {() => void} start
   */
  const onPage = (start) => {
    if (typeof document$ === "undefined") start();
    else document$.subscribe(start);
  };

  return Object.freeze({
    all,
    one,
    byId,
    make,
    recall,
    remember,
    asked,
    address,
    fragment,
    placeOf,
    domId,
    target,
    modified,
    typing,
    onPage,
  });
})();
