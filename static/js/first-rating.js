// The row on the landing page: a level chosen by pointer or by a key 1–5 leads to the next topic. Arrow keys only choose.

import { findElement, getElement, targetOf } from "./elements.js";
import { isShortcut } from "./keyboard.js";

const form = getElement("#first-rating", HTMLFormElement);

form.addEventListener("click", (event) => {
  // An arrow key clicks, too, but nowhere.
  if (event.detail > 0 && targetOf(event)?.matches("[type=radio]")) setTimeout(() => form.requestSubmit());
});
document.addEventListener("keydown", (event) => {
  if (!isShortcut(event) || !/^[1-5]$/.test(event.key)) return;
  const radio = findElement(`[value="${event.key}"]`, HTMLInputElement, form);
  if (!radio) return;
  event.preventDefault();
  radio.checked = true;
  form.requestSubmit();
});
