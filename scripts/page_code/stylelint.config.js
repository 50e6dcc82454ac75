export default {
  extends: "stylelint-config-recommended",
  rules: {
    // The order of rules follows the parts of a page; a later one may be the more general.
    "no-descending-specificity": null,
  },
};
