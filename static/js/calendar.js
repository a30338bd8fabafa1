// Copies the calendar's address at a click. Without this, or where the browser allows no copying, the field is there to copy from.
"use strict";
(() => {
  for (const button of document.querySelectorAll("[data-copies]")) {
    const field = document.getElementById(button.dataset.copies);
    field.addEventListener("focus", () => field.select());
    if (!navigator.clipboard) continue;
    button.hidden = false;
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(field.value);
        document.dispatchEvent(new CustomEvent("notice", { detail: { text: button.dataset.copied } }));
      } catch {
        field.focus();
      }
    });
  }
})();
