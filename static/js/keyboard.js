// Keys: an element offers its own by aria-keyshortcuts. Off while typing, in dialogs, and where the account says so.

import { findElements, targetOf } from "./elements.js";

/** @param {Element} element */
const isTyping = (element) =>
  (element instanceof HTMLElement && element.isContentEditable) ||
  element.matches("textarea, select, input:not([type=radio], [type=checkbox], [type=button], [type=submit])");

/** @param {Element} element */
const isVisible = (element) => element.checkVisibility();

/**
 * What Space works on by itself when it has the focus.
 * @param {Element} element
 */
const isPressable = (element) => element.matches("button, summary, input, audio, video");

/**
 * Whether a key may be a shortcut at all.
 * @param {KeyboardEvent} event
 */
export function isShortcut(event) {
  if (document.body.dataset.shortcuts === "off" || event.repeat) return false;
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  return !document.querySelector("dialog[open]");
}

/**
 * The key as shortcuts are named: what it types, or its place where that is no Latin letter or digit, as on a Greek
 * keyboard or in the top row of a French one.
 * @param {KeyboardEvent} event
 */
export function nameKey(event) {
  if (event.key === " ") return "space";
  const key = event.key.toLowerCase();
  if (/^[a-z0-9]$/.test(key)) return key;
  const digit = event.shiftKey ? null : /^Digit(\d)$/.exec(event.code);
  const letter = /^\p{L}$/u.test(key) && key > "\u007f" ? /^Key([A-Z])$/.exec(event.code) : null;
  return digit?.[1] ?? letter?.[1].toLowerCase() ?? key;
}

/** @param {string} key */
function findOffer(key) {
  if (key === "u") return findElements("[data-undo]", HTMLElement).filter(isVisible).at(-1);
  const offers = findElements("[aria-keyshortcuts]", HTMLElement).filter(
    (element) => element.getAttribute("aria-keyshortcuts")?.toLowerCase() === key && isVisible(element),
  );
  // A field on the page comes before a link to one.
  return offers.find(isTyping) ?? offers[0];
}

document.addEventListener("keydown", (event) => {
  const target = targetOf(event);
  if (!target || event.defaultPrevented || event.isComposing || !isShortcut(event)) return;
  if (isTyping(target) || (event.key === " " && isPressable(target))) return;
  const element = findOffer(nameKey(event));
  if (!element) return;
  event.preventDefault();
  if (isTyping(element)) element.focus();
  else element.click();
});
