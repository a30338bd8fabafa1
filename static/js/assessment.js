// The rating form: keys 1–5, and ratings that outlive a lost connection. Without it the form is a plain one.

import { findElement, findElements, getElement } from "./elements.js";
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

form.addEventListener("change", (event) => {
  const field = event.target;
  if (!(field instanceof HTMLInputElement) || field.type !== "radio") return;
  pending[field.name] = field.value;
  keep();
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
  if (isPending()) send();
}
document.addEventListener("DOMContentLoaded", restore);
addEventListener("online", () => {
  if (!isPending()) return;
  returning = true;
  send();
});

/** @param {HTMLFieldSetElement} row */
function goOnFrom(row) {
  const next = rows[rows.indexOf(row) + 1];
  const goal = next
    ? (findElement(":checked", HTMLInputElement, next) ?? getElement("input", HTMLInputElement, next))
    : findElement("[type=submit], button:not([type])", HTMLElement, form);
  goal?.focus({ preventScroll: true });
  (next || goal)?.scrollIntoView({ block: "center" });
}

// 1–5 rate the topic in focus, or the first one without a rating, and move on.
document.addEventListener("keydown", (event) => {
  const key = nameKey(event);
  if (!isShortcut(event) || !/^[1-5]$/.test(key)) return;
  const focused = document.activeElement;
  if (focused?.matches("textarea, select, input:not([type=radio])")) return;
  const around = focused?.closest("fieldset[data-topic]");
  const row = rows.find((candidate) => (around ? candidate === around : !candidate.querySelector(":checked")));
  if (!row) return;
  event.preventDefault();
  const radio = getElement(`[value="${key}"]`, HTMLInputElement, row);
  radio.checked = true;
  radio.dispatchEvent(new Event("change", { bubbles: true }));
  goOnFrom(row);
});
