// A page that was left open, or that Back brings again, is fetched anew if the account has changed since or the day has:
// in another tab, or on the page that one comes back from. Not while something is typed or uncovered in it.

import { findElements } from "./elements.js";

const CHANGED = "studyplan:changed";
const POSTED = "studyplan:posted";
const IN_USE = "dialog[open], [data-draft], form[data-steps], details:is(.answer, .hint, .solution, .step)[open]";

/** When this page was made. */
let since = Date.now();

/** @param {() => void} act */
function tryStorage(act) {
  try {
    act();
  } catch {
    // No storage: then a page stays as it is until it is opened anew.
  }
}

function noteChange() {
  since = Date.now();
  tryStorage(() => localStorage.setItem(CHANGED, String(since)));
}

function isOld() {
  let changed = 0;
  tryStorage(() => {
    changed = Number(localStorage.getItem(CHANGED));
  });
  return changed > since || new Date(since).toDateString() !== new Date().toDateString();
}

function isInUse() {
  if (document.body.dataset.posted || document.querySelector(IN_USE)) return true;
  if (document.activeElement?.matches("textarea, input:not([type=radio], [type=checkbox])")) return true;
  return (
    findElements("textarea", HTMLTextAreaElement).some((field) => field.value !== field.defaultValue) ||
    findElements("input:not([type=hidden])", HTMLInputElement).some(
      (field) => field.value !== field.defaultValue || field.checked !== field.defaultChecked,
    ) ||
    findElements("option", HTMLOptionElement).some(
      (option) => option.selected !== option.defaultSelected && option.closest("select")?.querySelector("[selected]"),
    )
  );
}

function refresh() {
  if (navigator.onLine && isOld() && !isInUse()) location.reload();
}

// A form that leaves the page: the next one tells of it, since only then is the change made.
document.addEventListener("submit", (event) => {
  const isPost = event.target instanceof HTMLFormElement && event.target.method === "post";
  if (isPost && !event.defaultPrevented) tryStorage(() => sessionStorage.setItem(POSTED, "1"));
});
tryStorage(() => {
  if (!sessionStorage.getItem(POSTED)) return;
  sessionStorage.removeItem(POSTED);
  noteChange();
});
document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.successful && event.detail.requestConfig.verb !== "get") noteChange();
});

document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") refresh();
});
addEventListener("pageshow", (event) => {
  if (event.persisted) refresh();
});

// Back may take a page from the browser's cache, as it was made.
const [entry] = performance.getEntriesByType("navigation");
if (entry instanceof PerformanceNavigationTiming && entry.type === "back_forward" && !entry.transferSize) {
  since = history.state?.made ?? since;
  addEventListener("load", refresh);
} else {
  history.replaceState({ ...history.state, made: since }, "");
}
