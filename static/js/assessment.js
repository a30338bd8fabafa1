// The rating form: keys 1–5, and ratings that outlive a lost connection. Without it the form is a plain one.
"use strict";
(() => {
  const form = document.getElementById("assessment");
  if (!form) return;
  const rows = [...form.querySelectorAll("fieldset[data-topic]")];
  const store = `studyplan:ratings:${form.dataset.owner || ""}`;
  const words = document.getElementById("toasts").dataset;
  const say = (text) => document.dispatchEvent(new CustomEvent("notice", { detail: { text } }));

  // Ratings that the server has not confirmed yet, by topic.
  let pending = {};
  let sent = {};
  let leaving = false;
  let returning = false;
  try { pending = JSON.parse(localStorage.getItem(store)) || {}; } catch { /* no storage: then nothing is kept */ }

  function keep() {
    try {
      if (Object.keys(pending).length) localStorage.setItem(store, JSON.stringify(pending));
      else localStorage.removeItem(store);
    } catch { /* storage is full or forbidden */ }
  }

  const send = () => window.htmx?.trigger(form, "change");

  form.addEventListener("change", (event) => {
    if (event.target.type !== "radio") return;
    pending[event.target.name] = event.target.value;
    keep();
  });
  // A page that is already on its way was perhaps made before this answer: what is pending is shown and sent again there.
  let departing = false;
  addEventListener("beforeunload", () => { departing = true; });
  addEventListener("pageshow", () => { departing = false; });
  form.addEventListener("htmx:beforeRequest", () => { sent = { ...pending }; });
  form.addEventListener("htmx:afterRequest", (event) => {
    if (!event.detail.successful) {
      leaving = false;
      return;
    }
    if (departing) return;
    // What was changed again while the request ran is still to be sent.
    for (const [topic, value] of Object.entries(sent)) if (pending[topic] === value) delete pending[topic];
    keep();
    if (Object.keys(pending).length) return;
    if (returning) say(words.sent);
    returning = false;
    if (leaving) form.submit();
    leaving = false;
  });
  // The plain submit leaves the page, which only a server that answers may make it do: first what is pending, then all.
  form.addEventListener("submit", (event) => {
    if (!window.htmx || !Object.keys(pending).length) return;
    event.preventDefault();
    leaving = true;
    send();
  });

  function restore() {
    for (const [topic, value] of Object.entries(pending)) {
      const radio = form.querySelector(`[name="${CSS.escape(topic)}"][value="${CSS.escape(value)}"]`);
      if (radio) radio.checked = true;
      else delete pending[topic];
    }
    if (Object.keys(pending).length) send();
  }
  document.addEventListener("DOMContentLoaded", restore);
  addEventListener("online", () => {
    if (!Object.keys(pending).length) return;
    returning = true;
    send();
  });

  // 1–5 rate the topic in focus, or the first one without a rating, and move on.
  document.addEventListener("keydown", (event) => {
    if (document.body.dataset.shortcuts === "off" || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!/^[1-5]$/.test(event.key) || document.querySelector("dialog[open]")) return;
    const focused = document.activeElement;
    if (focused.matches("textarea, select, input:not([type=radio])")) return;
    const row = focused.closest?.("fieldset[data-topic]") || rows.find((each) => !each.querySelector(":checked"));
    if (!row) return;
    event.preventDefault();
    const radio = row.querySelector(`[value="${event.key}"]`);
    radio.checked = true;
    radio.dispatchEvent(new Event("change", { bubbles: true }));
    const next = rows[rows.indexOf(row) + 1];
    const goal = next ? next.querySelector(":checked") || next.querySelector("input") : form.querySelector("[type=submit], button:not([type])");
    goal?.focus({ preventScroll: true });
    (next || goal)?.scrollIntoView({ block: "center" });
  });
})();
