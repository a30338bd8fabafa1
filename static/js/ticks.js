// Ticks: the server's answer replaces the form that asked; every other control of the same fact follows here.

import { findElements, targetOf } from "./elements.js";
import { say, translate } from "./toasts.js";

let undoing = false;
document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.elt.matches(".tick")) undoing = false;
});

/**
 * @param {string} task
 * @param {number} sitting
 */
function findButtons(task, sitting) {
  return findElements("button[data-task]", HTMLButtonElement).filter(
    (button) => button.dataset.task === task && Number(button.dataset.sitting || 0) === sitting,
  );
}

/**
 * @param {HTMLButtonElement} button
 * @param {boolean} done
 */
function show(button, done) {
  button.dataset.done = done ? "1" : "0";
  button.value = done ? "0" : "1";
  button.setAttribute("aria-pressed", String(done));
}

/**
 * Shows that a sitting is done, or open, wherever it can be ticked.
 * @param {string} task
 * @param {number} sitting
 * @param {boolean} done
 */
export function showTicks(task, sitting, done) {
  const same = findButtons(task, sitting);
  for (const button of same) show(button, done);
  return same;
}

// The second click of a double click would take back what the first one set, or fall on what now stands in its place.
/** @type {Element | null} */
let clicked = null;
document.addEventListener(
  "click",
  (event) => {
    const target = targetOf(event);
    if (event.detail < 2) clicked = target;
    else if (!clicked?.checkVisibility() || target?.closest("button[data-task]")) {
      event.preventDefault();
      event.stopPropagation();
    }
  },
  true,
);

document.addEventListener("progress-changed", (event) => {
  const { task, sitting = 0, done = false } = event.detail;
  if (!task) return;
  const same = findButtons(task, sitting);
  // The form that asked is about to be replaced; changing it too would flash the old state.
  for (const button of same) {
    if (!button.closest(".htmx-request")) show(button, done);
    button.closest("td")?.querySelector("[data-partly]")?.remove();
  }
  if (undoing || !same.length) return;
  const label = same[0].getAttribute("aria-label") || "";
  say(translate(done ? "done" : "reopened").replace("%s", label), () => {
    const button = findButtons(task, sitting).find((candidate) => (candidate.dataset.done === "1") === done);
    if (!button) return;
    undoing = true;
    button.focus();
    button.click();
  });
});
