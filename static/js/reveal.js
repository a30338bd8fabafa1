// Problems and derivations: what is shown comes into sight, and Space shows what comes next rather than hiding it again.

import { findElement, findElements } from "./elements.js";

/** @param {HTMLDetailsElement} details */
function offer(details) {
  const summary = findElement(":scope > summary", HTMLElement, details);
  if (!summary) return;
  if (!summary.dataset.key) summary.dataset.key = summary.getAttribute("aria-keyshortcuts") ?? "";
  if (details.open) summary.removeAttribute("aria-keyshortcuts");
  else if (summary.dataset.key) summary.setAttribute("aria-keyshortcuts", summary.dataset.key);
}

/** @param {HTMLDetailsElement} details */
function show(details) {
  const shown = findElement(":scope > :not(summary)", HTMLElement, details);
  const target = shown && (findElement("[tabindex='-1']", HTMLElement, shown) ?? shown);
  if (!target) return;
  // The focus leaves the button, which else would hide all again at the next press.
  if (!target.hasAttribute("tabindex")) target.tabIndex = -1;
  target.focus({ preventScroll: true });
  details.scrollIntoView({ block: details.matches(".solution") ? "start" : "nearest" });
}

// What was kept is kept again once it is changed.
document.addEventListener("input", () => {
  findElement(".attempt-dock [data-kept]", HTMLElement)?.removeAttribute("data-kept");
});

for (const details of findElements(".item-page :is(.solution, .step, .hint)", HTMLDetailsElement)) {
  offer(details);
  details.addEventListener("toggle", () => {
    offer(details);
    if (details.open) show(details);
  });
}
