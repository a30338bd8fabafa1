// On paper, what is folded is open, but answers as the reader left them; afterwards everything is as it was.

import { findElements } from "./elements.js";

/** @type {HTMLDetailsElement[]} */
let opened = [];

addEventListener("beforeprint", () => {
  opened = findElements("main details:not([open], .why, .answer, :has(.to-open))", HTMLDetailsElement);
  for (const details of opened) details.open = true;
});

addEventListener("afterprint", () => {
  for (const details of opened) details.open = false;
});
