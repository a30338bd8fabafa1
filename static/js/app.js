// What every page shares. All of it is an addition: each page works without.
"use strict";
(() => {
  // "Today" is the reader's day: the server learns their time zone from a cookie.
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone) {
    const secure = location.protocol === "https:" ? "; secure" : "";
    document.cookie = `time_zone=${zone}; path=/; samesite=lax; max-age=31536000${secure}`;
  }

  // Toasts: one at a time, read out politely. Anything may raise one by the event "notice" {text}, the server by HX-Trigger.
  const toasts = document.getElementById("toasts");
  const words = toasts.dataset;
  let fading;

  function dismiss() {
    clearTimeout(fading);
    toasts.replaceChildren();
  }

  function say(text, undo) {
    dismiss();
    const toast = document.createElement("div");
    toast.className = "toast";
    toast.append(Object.assign(document.createElement("span"), { textContent: text }));
    if (undo) {
      const button = Object.assign(document.createElement("button"), { type: "button", textContent: words.undoLabel });
      button.dataset.undo = "";
      button.addEventListener("click", () => { dismiss(); undo(); });
      toast.append(button);
    }
    toasts.append(toast);
    const fade = () => { fading = setTimeout(dismiss, undo ? 10000 : 6000); };
    for (const enter of ["mouseenter", "focusin"]) toast.addEventListener(enter, () => clearTimeout(fading));
    for (const leave of ["mouseleave", "focusout"]) toast.addEventListener(leave, fade);
    fade();
  }

  document.addEventListener("notice", (event) => say(event.detail.text));
  document.addEventListener("page-stale", (event) => say(event.detail.message));

  // What could not be saved is said, and stays on the page as it was entered.
  document.addEventListener("htmx:sendError", (event) => {
    say(event.target.closest?.("#assessment") ? words.kept : words.offline);
  });
  document.addEventListener("htmx:timeout", () => say(words.offline));
  document.addEventListener("htmx:responseError", (event) => {
    const staleTold = (event.detail.xhr.getResponseHeader("HX-Trigger") || "").includes("page-stale");
    if (!staleTold) say(words.failed);
  });

  // Ticks: the server's answer replaces the form that asked; every other control of the same fact follows here.
  let undoing = false;
  document.addEventListener("htmx:afterRequest", (event) => { if (event.detail.elt.matches(".tick")) undoing = false; });

  const ticks = (task, sitting) =>
    [...document.querySelectorAll("button[data-task]")].filter(
      (button) => button.dataset.task === task && Number(button.dataset.sitting || 0) === sitting,
    );

  function show(button, done) {
    button.dataset.done = done ? "1" : "0";
    button.value = done ? "0" : "1";
    button.setAttribute("aria-pressed", String(done));
  }

  // The second click of a double click would take back what the first one set, or fall on what its answer has put there.
  let clicked = null;
  document.addEventListener("click", (event) => {
    if (event.detail < 2) clicked = event.target;
    else if (!clicked?.isConnected || event.target.closest?.("button[data-task]")) {
      event.preventDefault();
      event.stopPropagation();
    }
  }, true);

  document.addEventListener("progress-changed", (event) => {
    const task = event.detail.task;
    if (!task) return;
    const sitting = Number(event.detail.sitting || 0);
    const done = [true, 1, "1"].includes(event.detail.done);
    const same = ticks(task, sitting);
    // The form that asked is about to be replaced; changing it too would flash the old state.
    for (const button of same) {
      if (!button.closest(".htmx-request")) show(button, done);
      button.closest("td")?.querySelector("[data-partly]")?.remove();
    }
    if (undoing || !same.length) return;
    const label = same[0].getAttribute("aria-label") || "";
    say((done ? words.done : words.reopened).replace("%s", label), () => {
      const button = ticks(task, sitting).find((each) => (each.dataset.done === "1") === done);
      if (!button) return;
      undoing = true;
      button.focus();
      button.click();
    });
  });

  // Keys: an element offers its own by aria-keyshortcuts. Off while typing, in dialogs, and where the account says so.
  const typing = (element) =>
    element.isContentEditable ||
    element.matches("textarea, select, input:not([type=radio], [type=checkbox], [type=button], [type=submit])");

  const visible = (element) => element.checkVisibility();

  // What Space works on by itself when it has the focus.
  const pressable = (element) => element.matches("button, summary, input, audio, video");

  document.addEventListener("keydown", (event) => {
    if (document.body.dataset.shortcuts === "off" || event.defaultPrevented || event.repeat || event.isComposing) return;
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (document.querySelector("dialog[open]")) return;
    if (event.key === " " && pressable(event.target)) return;
    const key = event.key === " " ? "space" : event.key.toLowerCase();
    const named = [...document.querySelectorAll("[aria-keyshortcuts]")].filter(
      (each) => each.getAttribute("aria-keyshortcuts").toLowerCase() === key && visible(each),
    );
    // A field on the page comes before a link to one.
    const element =
      key === "u" ? [...document.querySelectorAll("[data-undo]")].filter(visible).at(-1) : named.find(typing) ?? named[0];
    if (!element) return;
    event.preventDefault();
    if (typing(element)) element.focus();
    else element.click();
  });

  for (const opener of document.querySelectorAll("[data-opens]")) {
    opener.hidden = false;
    opener.addEventListener("click", () => document.getElementById(opener.dataset.opens).showModal());
  }

  // On paper, what is folded is open, but answers as the reader left them; afterwards everything is as it was.
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("main details:not([open], .why, .answer)")];
    for (const details of opened) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of opened) details.open = false;
  });

  // On a narrow screen the menu scrolls: the current page's entry must be in sight.
  document.querySelector(".site-nav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
})();
