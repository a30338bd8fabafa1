// Dates in words beside their fields, which every browser shows in a form of its own: 12/01 or 01/12.

import { findElements, targetOf } from "./elements.js";

const WORDS = { weekday: "short", month: "short", day: "numeric", year: "numeric", timeZone: "UTC" };

/** @param {HTMLInputElement} field */
function write(field) {
  const next = field.nextElementSibling;
  const words = next instanceof HTMLElement && next.matches("[data-words]") ? next : document.createElement("span");
  words.dataset.words = "";
  words.className = "help";
  const form = new Intl.DateTimeFormat(
    document.documentElement.lang,
    /** @type {Intl.DateTimeFormatOptions} */ (WORDS),
  );
  words.textContent = field.valueAsDate ? form.format(field.valueAsDate) : "\u00a0";
  field.after(words);
}

/** @param {ParentNode} within */
function writeAll(within) {
  for (const field of findElements(".field > input[type=date]", HTMLInputElement, within)) write(field);
}

writeAll(document);
document.addEventListener("htmx:load", (event) => writeAll(targetOf(event) ?? document));
document.addEventListener("input", (event) => {
  const field = targetOf(event);
  if (field instanceof HTMLInputElement && field.matches(".field > [type=date]")) write(field);
});
