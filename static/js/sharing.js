// The address of a plan: a button hands it to the system's own sharing where there is one, else it copies it.

import { findElement, findElements, getElement, targetOf } from "./elements.js";
import { say } from "./toasts.js";

/** @param {HTMLButtonElement} button */
async function share(button) {
  const field = getElement("input", HTMLInputElement, button.closest("details") ?? document);
  try {
    if (navigator.share) await navigator.share({ title: document.title, url: field.value });
    else {
      await navigator.clipboard.writeText(field.value);
      say(button.dataset.copied ?? "");
    }
  } catch {
    // Refused, or put aside: the address is there to be copied by hand.
    field.select();
  }
}

document.addEventListener("click", (event) => {
  const button = targetOf(event)?.closest("[data-shares]");
  if (button instanceof HTMLButtonElement) share(button);
});
document.addEventListener("focusin", (event) => {
  const field = findElement(".share input", HTMLInputElement);
  if (field && event.target === field) field.select();
});

function reveal() {
  for (const button of findElements("[data-shares]", HTMLButtonElement)) button.hidden = false;
}
reveal();
document.addEventListener("htmx:afterSettle", reveal);
