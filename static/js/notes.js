// A note says what is saved of it: what is typed, before the answer to a save or after it, is not.

import { findElement, targetOf } from "./elements.js";

let isEdited = false;

function tell() {
  const status = findElement("#note-state [data-unsaved]", HTMLElement);
  if (isEdited && status) status.textContent = status.dataset.unsaved ?? "";
}

document.addEventListener("input", (event) => {
  if (!targetOf(event)?.matches("#note textarea")) return;
  isEdited = true;
  tell();
});
document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.detail.elt.matches("#note")) isEdited = false;
});
document.addEventListener("htmx:afterSwap", tell);
