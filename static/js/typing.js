// What is typed while a request runs is newer than its answer: it stays when the answer replaces its field.

import { findElements } from "./elements.js";

/** @typedef {HTMLInputElement | HTMLTextAreaElement} TextField */

const TEXT = "textarea, input:not([type=hidden], [type=radio], [type=checkbox], [type=submit], [type=file])";
/**
 * What the fields held when a request was sent.
 * @type {WeakMap<XMLHttpRequest, Map<TextField, string>>}
 */
const sent = new WeakMap();
/**
 * The fields that have gone, with what was typed in them since.
 * @type {WeakMap<XMLHttpRequest, TextField[]>}
 */
const newer = new WeakMap();

/** @param {Element} target */
const findFields = (target) => [
  ...findElements(TEXT, HTMLTextAreaElement, target),
  ...findElements(TEXT, HTMLInputElement, target),
];

/** @param {TextField} field */
function findHeir(field) {
  const name = field.id ? `#${CSS.escape(field.id)}` : `[name="${CSS.escape(field.name)}"]`;
  return findFields(document.body).find(
    (candidate) => candidate.matches(name) && candidate.dataset.draft === field.dataset.draft,
  );
}

document.addEventListener("htmx:beforeRequest", (event) => {
  const { xhr, target } = event.detail;
  sent.set(xhr, new Map(findFields(target).map((field) => [field, field.value])));
});

document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr } = event.detail;
  const fields = [...(sent.get(xhr) ?? [])].filter(([field, value]) => field.value !== value).map(([field]) => field);
  newer.set(xhr, fields);
});

document.addEventListener("htmx:afterSwap", (event) => {
  for (const field of newer.get(event.detail.xhr) ?? []) {
    const heir = field.isConnected ? null : findHeir(field);
    if (!heir) continue;
    heir.value = field.value;
    if (document.activeElement === heir) heir.setSelectionRange(field.selectionStart, field.selectionEnd);
    // "Saved" is true of the text before.
    for (const status of findElements("[role=status]", HTMLElement, heir.form ?? document.createElement("form"))) {
      status.textContent = "";
    }
  }
  newer.delete(event.detail.xhr);
});
