/* Lesart: take over the word of an address, ?q=, before the theme opens its own search for it. */
(() => {
  "use strict";

  const url = new URL(location.href);
  const word = url.searchParams.get("q");
  if (word === null) return;
  url.searchParams.delete("q");
  url.searchParams.set("word", word);
  history.replaceState(history.state, "", url);
})();
