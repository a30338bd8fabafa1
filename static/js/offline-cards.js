// Cards without a connection: one at a time; those whose grades wait to be sent are over.

import { findElement, findElements, getElement } from "./elements.js";

const cards = findElements("[data-card]", HTMLElement);
const left = getElement("#cards-left", HTMLElement);
const over = getElement("#cards-done", HTMLElement);

/** @param {string[]} graded */
function showNext(graded) {
  const open = cards.filter((card) => !graded.includes(card.dataset.card ?? ""));
  const isNew = open[0]?.hidden;
  for (const card of cards) card.hidden = card !== open[0];
  over.hidden = open.length > 0;
  left.hidden = !open.length;
  left.textContent = ((open.length === 1 ? left.dataset.one : left.dataset.many) ?? "").replace(
    "%s",
    String(open.length),
  );
  if (isNew) findElement(".sheet-front", HTMLElement, open[0])?.focus();
}

document.addEventListener("changes-waiting", (event) => {
  showNext(event.detail.waiting.map(({ card }) => card ?? ""));
});
for (const card of cards) card.hidden = true;
if (!navigator.serviceWorker?.controller) showNext([]);
