// What html-validate asks of every page that the build renders (tests/site/test_html.py): all that its makers ask, but
// for the exceptions below. Style is not checked: nobody reads the HTML, and Python-Markdown writes half of it.
import { defineConfig } from "html-validate";

export default defineConfig({
  root: true,
  extends: ["html-validate:recommended", "html-validate:standard", "html-validate:a11y", "html-validate:document"],
  rules: {
    // Style alone: the same document to a browser.
    "attr-quotes": "off",
    "attribute-boolean-style": "off",
    "attribute-empty-style": "off",
    "doctype-style": "off", // Material writes <!doctype html>
    "no-trailing-whitespace": "off", // left behind by the templates' {% … %}
    "void-style": "off", // Python-Markdown writes <hr />
    // An event's name is as long as the event asks; search engines cut a title, they do not refuse it.
    "long-title": "off",
    // HTML allows any id without spaces; Python-Markdown's notes have a colon, and years open with a digit.
    "valid-id": ["error", { relaxed: true }],
    // All files come from the site's own host; a file of another host would have to be signed.
    "require-sri": ["error", { target: "crossorigin" }],
  },
});
