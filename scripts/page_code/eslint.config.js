import js from "@eslint/js";
import globals from "globals";

export default [
  js.configs.recommended,
  {
    files: ["**/*.js"],
    languageOptions: {
      sourceType: "script",
      globals: { ...globals.browser, document$: "readonly", Lesart: "readonly" },
    },
    rules: { eqeqeq: "error", "no-var": "error", "prefer-const": "error", strict: ["error", "function"] },
  },
  { files: ["**/page/page.js"], languageOptions: { globals: { Lesart: "off" } }, rules: { "no-unused-vars": "off" } },
];
