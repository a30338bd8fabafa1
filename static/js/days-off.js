// Days off: "Add" turns the two dates into one more box, without asking the server. Without it the dates are sent as they
// are, and come back as a box.

import { findElements, getElement, targetOf } from "./elements.js";

/** @param {string} text */
function writeDay(text, withYear = true) {
  /** @type {Intl.DateTimeFormatOptions} */
  const options = { timeZone: "UTC", weekday: "short", month: "short", day: "numeric" };
  if (withYear) options.year = "numeric";
  return new Intl.DateTimeFormat(document.documentElement.lang, options).format(new Date(`${text}T00:00Z`));
}

/**
 * @param {HTMLElement} boxes
 * @param {string} first
 * @param {string} last
 */
function addBox(boxes, first, last) {
  const value = first === last ? first : `${first}/${last}`;
  let box = findElements("input", HTMLInputElement, boxes).find((candidate) => candidate.value === value);
  if (!box) {
    box = Object.assign(document.createElement("input"), { type: "checkbox", name: boxes.dataset.daysOff, value });
    const range = (boxes.dataset.range ?? "").replace("%(first)s", writeDay(first, false));
    const label = document.createElement("label");
    label.append(box, ` ${first === last ? writeDay(first) : range.replace("%(last)s", writeDay(last))}`);
    boxes.append(label);
  }
  box.checked = true;
  box.dispatchEvent(new Event("change", { bubbles: true }));
}

document.addEventListener("click", (event) => {
  const picker = targetOf(event)?.closest("[data-adds-days]")?.closest("fieldset");
  if (!picker) return;
  const dates = findElements("[type=date]", HTMLInputElement, picker);
  const chosen = dates.map((date) => date.value).filter(Boolean);
  chosen.sort();
  for (const date of dates) date.value = "";
  if (chosen.length) addBox(getElement("[data-days-off]", HTMLElement, picker), chosen[0], chosen[chosen.length - 1]);
  dates[0]?.focus();
});

function reveal() {
  for (const button of findElements("[data-adds-days]", HTMLButtonElement)) button.hidden = false;
}
reveal();
document.addEventListener("htmx:afterSettle", reveal);
