// A button that opens a dialog is hidden until there is a script to open it.

import { findElements, getElement } from "./elements.js";

for (const opener of findElements("[data-opens]", HTMLElement)) {
  opener.hidden = false;
  opener.addEventListener("click", () => getElement(`#${opener.dataset.opens}`, HTMLDialogElement).showModal());
}
