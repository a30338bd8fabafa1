// Copies the calendar's address at a click. Without this, or where the browser allows no copying, the field is there to
// copy from.

import { findElements, getElement } from "./elements.js";
import { say } from "./toasts.js";

for (const button of findElements("[data-copies]", HTMLButtonElement)) {
  const field = getElement(`#${button.dataset.copies}`, HTMLInputElement);
  field.addEventListener("focus", () => field.select());
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(field.value);
      say(button.dataset.copied ?? "");
    } catch {
      field.focus();
    }
  });
}
