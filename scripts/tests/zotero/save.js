// Run Zotero's own translator for embedded metadata on a page, and write what it saves as JSON.
// Usage: node save.js PAGE ADDRESS
"use strict";
const fs = require("fs");
const { JSDOM } = require("jsdom");
require("zotero-translators");

const EMBEDDED_METADATA = "951c027d-74ac-47d4-a107-9c3069ab7b48";
const [file, address] = process.argv.slice(2);

// XPath of the translators is written for a document without a namespace, as browsers give it.
const xpath = require("wicked-good-xpath");

async function main() {
  const dom = new JSDOM(fs.readFileSync(file, "utf-8"), { url: address });
  xpath.install(dom.window, true);
  const translate = new global.Zotero.Translate.Web();
  translate.setDocument(dom.window.document);
  const found = await translate.getTranslators(true);
  const translator = found.find((one) => one.translatorID === EMBEDDED_METADATA);
  translate.setTranslator(translator);
  const items = await translate.translate({ libraryID: false, saveAttachments: false });
  process.stdout.write(JSON.stringify({ first: found[0].label, type: translator.itemType, items }));
}

main().catch((error) => {
  process.stderr.write(`${error.stack || error}\n`);
  process.exit(1);
});
