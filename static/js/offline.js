// The app without a connection: installs the service worker, says that a page is a stored copy, and shows what waits to
// be sent. What the worker stores is forgotten when its account logs out.

import { findElement, findElements, targetOf } from "./elements.js";
import { showTicks } from "./ticks.js";
import { say } from "./toasts.js";

/** @typedef {{ path: string, task?: string, sitting?: number, done?: boolean, card?: string }} Waiting */

const account = document.body.dataset.account ?? "";
const line = Object.assign(document.createElement("p"), { id: "offline", role: "status", hidden: true });
const storedAt = document.body.dataset.stored;
const MARKER = "studyplan:account";
const IDLE = 2000;
const RETRY = 20_000;
const CARDS = "/practice/cards/";
/** @type {Waiting[]} */
let waiting = [];
/** @type {DOMStringMap} */
let texts = {};

/** What is said here stands translated on the page that the worker has at hand. */
async function readTexts() {
  if (texts.waits) return;
  const page = (await caches.match("/offline/", { ignoreVary: true })) ?? (await fetch("/offline/"));
  const html = new DOMParser().parseFromString(await page.text(), "text/html");
  texts = findElement("#offline-texts", HTMLElement, html)?.dataset ?? {};
}

/**
 * @param {"storedAt" | "waits" | "oneWaits" | "manyWait" | "changesSent" | "refused" | "logInToSend" | "loseWaiting" | "logOutLater"} name
 * @param {string | number} [value]
 */
const translate = (name, value = "") => (texts[name] ?? "").replace("%s", String(value));

function showLine() {
  const sentences = [];
  if (storedAt) {
    const at = new Date(storedAt);
    const isToday = at.toDateString() === new Date().toDateString();
    const day = at.toLocaleDateString(document.documentElement.lang, { month: "short", day: "numeric" });
    sentences.push(translate("storedAt", `${isToday ? "" : `${day}, `}${at.toTimeString().slice(0, 5)}`));
  }
  if (waiting.length) sentences.push(translate(waiting.length === 1 ? "oneWaits" : "manyWait", waiting.length));
  line.textContent = sentences.join(" ");
  line.className = "message";
  line.hidden = !sentences.length;
}

function showWaiting() {
  for (const mark of findElements("[data-waiting]", HTMLElement)) mark.remove();
  for (const { task, sitting = 0, done } of waiting) {
    if (!task || done === undefined) continue;
    for (const button of showTicks(task, sitting, done)) markAsWaiting(button);
  }
  showLine();
}

/** @param {HTMLButtonElement} button */
function markAsWaiting(button) {
  const place = button.closest(".task")?.querySelector(".task-body") ?? button.closest("form")?.parentElement;
  if (!place || place.querySelector("[data-waiting]")) return;
  const mark = document.createElement("span");
  mark.dataset.waiting = "";
  mark.className = "small muted";
  const text = Object.assign(document.createElement("span"), { textContent: ` ${translate("waits")}` });
  if (place.matches("td")) text.className = "visually-hidden";
  mark.append("↥", text);
  place.append(mark);
}

/** @param {{ sent: number, refused: number, left: number, isRefusedSession: boolean }} result */
function sayResult({ sent, refused, left, isRefusedSession }) {
  if (isRefusedSession) say(translate("logInToSend", left));
  else if (refused) say(translate("refused", refused));
  else if (sent) say(translate("changesSent", sent));
  if (sent) document.body.dispatchEvent(new CustomEvent("progress-changed", { bubbles: true, detail: {} }));
}

/** @param {MessageEvent} event */
async function hear({ data }) {
  // Not where a session has only expired: what is typed here may still be copied.
  if (data.account && data.account !== account) location.reload();
  if (data.result || data.waiting?.length) await readTexts();
  if (data.result) sayResult(data.result);
  if (!data.waiting) return;
  waiting = data.waiting;
  showWaiting();
  // The next card is on the page of all that are stored.
  if (data.isCardKept && !storedAt && location.pathname === CARDS) location.reload();
  document.dispatchEvent(new CustomEvent("changes-waiting", { detail: { waiting } }));
}

/**
 * @param {"send" | "store"} type
 * @param {object} [more]
 * @param {MessagePort[]} [ports]
 */
async function tellWorker(type, more = {}, ports = []) {
  const { active } = await navigator.serviceWorker.ready;
  active?.postMessage({ type, account, ...more }, ports);
}

const send = (isOnline = false) => tellWorker("send", { token: findToken(), isOnline });

// A stored page's own token may be older than the session.
function findToken() {
  const start = `${document.body.dataset.cookies}csrf=`;
  const cookie = document.cookie.split("; ").find((pair) => pair.startsWith(start));
  return cookie?.slice(start.length) ?? "";
}

/** @param {boolean} leaving */
function storeAhead(leaving) {
  const { connection } = /** @type {{ connection?: { saveData?: boolean } }} */ (navigator);
  if (!storedAt && !connection?.saveData) tellWorker("store", { leaving });
}

/** Before the log-out: what waits is sent, and what is left is given up only with a yes. */
async function letGo() {
  const channel = new MessageChannel();
  const answered = new Promise((resolve) => {
    channel.port1.onmessage = ({ data }) => resolve(data.left);
    setTimeout(resolve, 10_000, waiting.length);
  });
  tellWorker("send", { token: findToken(), isOnline: true }, [channel.port2]);
  const left = waiting.length ? await answered : 0;
  return !left || confirm(translate("loseWaiting", left));
}

async function forget() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => /^(pages|queue):/.test(name)).map((name) => caches.delete(name)));
  localStorage.clear();
  sessionStorage.clear();
}

document.addEventListener("submit", async (event) => {
  const form = targetOf(event);
  if (!account || !("caches" in window) || !(form instanceof HTMLFormElement)) return;
  if (!(form.getAttribute("action") || location.pathname).endsWith("/accounts/logout/")) return;
  event.preventDefault();
  try {
    await readTexts();
    if (!navigator.onLine) return say(translate("logOutLater"));
    if (!(await letGo())) return;
    await forget();
  } catch {
    // Storage is forbidden here, so that nothing is kept.
  }
  form.submit();
});

// A page that comes back from memory is shown only to whom it belongs. The page in place of one that is not stored is nobody's.
if (!document.querySelector("[data-again]")) localStorage.setItem(MARKER, account);
addEventListener("pageshow", (event) => {
  if (!event.persisted || localStorage.getItem(MARKER) === account) return;
  document.documentElement.hidden = true;
  location.reload();
});

if (account && "serviceWorker" in navigator) {
  document.querySelector("#main .messages")?.after(line);
  if (storedAt) readTexts().then(showLine);
  navigator.serviceWorker.addEventListener("message", hear);
  if (navigator.serviceWorker.controller) send();
  // The connection may need a moment after it is said to be there, or be there without a word.
  addEventListener("online", () => {
    for (const moment of [0, 3000]) setTimeout(send, moment, true);
  });
  setInterval(() => {
    if (waiting.length && navigator.onLine && document.visibilityState === "visible") send();
  }, RETRY);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") storeAhead(true);
  });
  addEventListener("load", async () => {
    try {
      await navigator.serviceWorker.register("/sw.js");
    } catch {
      return; // Forbidden here, as over plain HTTP or in a private window.
    }
    if (!navigator.serviceWorker.controller) send();
    setTimeout(storeAhead, IDLE, false);
  });
}
