// Toasts: one at a time, read out politely. What could not be saved is said, and stays on the page as it was entered.

import { getElement, targetOf } from "./elements.js";

const toasts = getElement("#toasts", HTMLElement);
const MILLISECONDS_SHOWN = 6000;
const MILLISECONDS_TO_UNDO = 10000;
/** @type {number | undefined} */
let fading;

/**
 * What a script says stands translated in the page.
 * @param {"undoLabel" | "done" | "reopened" | "offline" | "kept" | "sent" | "failed"} name
 */
export function translate(name) {
  return toasts.dataset[name] ?? "";
}

function dismiss() {
  clearTimeout(fading);
  toasts.replaceChildren();
}

/**
 * @param {string} text
 * @param {() => void} [undo]
 */
export function say(text, undo) {
  dismiss();
  const toast = document.createElement("div");
  toast.className = "toast";
  toast.append(Object.assign(document.createElement("span"), { textContent: text }));
  if (undo) {
    const button = Object.assign(document.createElement("button"), {
      type: "button",
      textContent: translate("undoLabel"),
    });
    button.dataset.undo = "";
    button.addEventListener("click", () => {
      dismiss();
      undo();
    });
    toast.append(button);
  }
  toasts.append(toast);
  const fade = () => {
    fading = setTimeout(dismiss, undo ? MILLISECONDS_TO_UNDO : MILLISECONDS_SHOWN);
  };
  for (const enter of ["mouseenter", "focusin"]) toast.addEventListener(enter, () => clearTimeout(fading));
  for (const leave of ["mouseleave", "focusout"]) toast.addEventListener(leave, fade);
  fade();
}

document.addEventListener("page-stale", (event) => say(event.detail.message));

document.addEventListener("htmx:sendError", (event) => {
  say(translate(targetOf(event)?.closest("#assessment") ? "kept" : "offline"));
});
document.addEventListener("htmx:timeout", () => say(translate("offline")));
document.addEventListener("htmx:responseError", (event) => {
  const isStaleSaid = (event.detail.xhr.getResponseHeader("HX-Trigger") || "").includes("page-stale");
  if (!isStaleSaid) say(translate("failed"));
});
