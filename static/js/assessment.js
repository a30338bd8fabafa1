// The rating form: a first choice leads on to the next topic, keys 1–5 choose, and ratings outlive a lost connection.
// Without it the form is a plain one.

import { findElement, findElements, getElement, targetOf } from "./elements.js";
import { isShortcut, nameKey } from "./keyboard.js";
import { say, translate } from "./toasts.js";

const form = getElement("#assessment", HTMLFormElement);
const rows = findElements("fieldset[data-topic]", HTMLFieldSetElement, form);
const store = `studyplan:ratings:${form.dataset.owner || ""}`;

/** @typedef {Record<string, string>} Ratings levels by topic */

/**
 * What the server has not confirmed yet.
 * @type {Ratings}
 */
let pending = {};
/** @type {Ratings} */
let sent = {};
let leaving = false;
let returning = false;
try {
  pending = JSON.parse(localStorage.getItem(store) ?? "null") || {};
} catch {
  // No storage: then nothing is kept.
}

const isPending = () => Object.keys(pending).length > 0;
const send = () => window.htmx?.trigger(form, "change");

function keep() {
  try {
    if (isPending()) localStorage.setItem(store, JSON.stringify(pending));
    else localStorage.removeItem(store);
  } catch {
    // Storage is full or forbidden.
  }
}

/** @param {HTMLFieldSetElement} row */
const isRated = (row) => row.querySelector(":checked") !== null;
/** Whoever corrects one of these stays there. @type {Set<HTMLFieldSetElement>} */
let ratedBefore = new Set();
const noteRated = () => {
  ratedBefore = new Set(rows.filter(isRated));
};
// An arrow key only chooses, and so does a press of Space: each is a click, but nowhere.
let isPointed = false;
/** @type {HTMLFieldSetElement | undefined} */
let leftLast;
form.addEventListener("click", (event) => {
  isPointed = event.detail > 0;
  const row = targetOf(event)?.closest("fieldset[data-topic]");
  // The second half of a double click meets the topic that has come under the pointer.
  if (event.detail > 1 && row && leftLast && row !== leftLast) event.preventDefault();
});

form.addEventListener("change", (event) => {
  const field = event.target;
  if (!(field instanceof HTMLInputElement) || field.type !== "radio") return;
  pending[field.name] = field.value;
  keep();
  const row = rows.find((candidate) => candidate.dataset.topic === field.name);
  const leadsOn = isPointed && row && !ratedBefore.has(row);
  isPointed = false;
  noteRated();
  leftLast = leadsOn ? row : undefined;
  if (leadsOn) goOnFrom(row);
});
// A page that is already on its way was perhaps made before this answer: what is pending is shown and sent again there.
let departing = false;
addEventListener("beforeunload", () => {
  departing = true;
});
addEventListener("pageshow", () => {
  departing = false;
});
form.addEventListener("htmx:beforeRequest", () => {
  sent = { ...pending };
});
form.addEventListener("htmx:afterRequest", (event) => {
  if (!event.detail.successful) {
    leaving = false;
    return;
  }
  if (departing) return;
  // What was changed again while the request ran is still to be sent.
  for (const [topic, level] of Object.entries(sent)) if (pending[topic] === level) delete pending[topic];
  keep();
  if (isPending()) return;
  if (returning) say(translate("sent"));
  returning = false;
  if (leaving) form.submit();
  leaving = false;
});
// The plain submit leaves the page, which only a server that answers may make it do: first what is pending, then all.
form.addEventListener("submit", (event) => {
  if (!window.htmx || !isPending()) return;
  event.preventDefault();
  leaving = true;
  send();
});

function restore() {
  for (const [topic, level] of Object.entries(pending)) {
    const radio = findElement(`[name="${CSS.escape(topic)}"][value="${CSS.escape(level)}"]`, HTMLInputElement, form);
    if (radio) radio.checked = true;
    else delete pending[topic];
  }
  noteRated();
  if (isPending()) send();
}
document.addEventListener("DOMContentLoaded", restore);
addEventListener("online", () => {
  if (!isPending()) return;
  returning = true;
  send();
});

/**
 * To the next topic without a rating; after the last one to the result.
 * @param {HTMLFieldSetElement} row
 */
function goOnFrom(row) {
  const after = rows.indexOf(row) + 1;
  const next = [...rows.slice(after), ...rows.slice(0, after)].find((candidate) => !isRated(candidate));
  // Not before htmx has seen this choice, which it sends first.
  if (!next) setTimeout(() => form.requestSubmit());
  else show(next);
}

/** @param {HTMLFieldSetElement} row */
function show(row) {
  const radio = findElement(":checked", HTMLInputElement, row) ?? getElement("input", HTMLInputElement, row);
  radio.focus({ preventScroll: true });
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  row.scrollIntoView({ block: "center", behavior: isCalm ? "instant" : "smooth" });
}

// 1–5 rate the topic in focus, or the first one without a rating, and lead on.
document.addEventListener("keydown", (event) => {
  const key = nameKey(event);
  if (!isShortcut(event) || !/^[1-5]$/.test(key)) return;
  const focused = document.activeElement;
  if (focused?.matches("textarea, select, input:not([type=radio])")) return;
  const around = focused?.closest("fieldset[data-topic]");
  const row = rows.find((candidate) => (around ? candidate === around : !candidate.querySelector(":checked")));
  if (!row) return;
  event.preventDefault();
  const wasRated = isRated(row);
  const radio = getElement(`[value="${key}"]`, HTMLInputElement, row);
  radio.checked = true;
  radio.dispatchEvent(new Event("change", { bubbles: true }));
  // A corrected topic is followed by the one below it.
  const below = rows[rows.indexOf(row) + 1];
  if (!wasRated) goOnFrom(row);
  else if (below) show(below);
  else getElement("#see-result", HTMLElement).focus();
});
