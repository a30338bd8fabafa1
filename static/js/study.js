// The screen on which one task is done: the answer uncovered from the bar, a minute's timer, and drafts that wait here.

import { findElement, findElements, getElement } from "./elements.js";

const form = getElement("#step", HTMLFormElement);
const place = `study:${form.dataset.study}`;
const covered = findElements("details[data-answer]", HTMLDetailsElement, form);
const show = findElement("[data-show]", HTMLButtonElement, form);
const draft = findElement("[data-draft]", HTMLTextAreaElement, form);
const MILLISECONDS_A_TICK = 250;

if (show) {
  show.hidden = false;
  show.addEventListener("click", () => {
    const next = covered.find((answer) => !answer.open);
    if (!next) return;
    next.open = true;
    next.scrollIntoView({ block: "nearest" });
    getElement("summary", HTMLElement, next).focus({ preventScroll: true });
  });
}

if (draft) {
  draft.value ||= sessionStorage.getItem(place) ?? "";
  const around = draft.closest("details");
  if (around && draft.value) around.open = true;
  draft.addEventListener("input", () => sessionStorage.setItem(place, draft.value));
  form.addEventListener("submit", () => sessionStorage.removeItem(place));
}

const timer = findElement("[data-timer]", HTMLElement, form);
if (timer) {
  const seconds = Number(timer.dataset.timer);
  const left = getElement("[role=timer]", HTMLElement, timer);
  const bar = getElement("progress", HTMLProgressElement, timer);
  const over = getElement("[data-over]", HTMLElement, timer);
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let ticking;
  getElement("button", HTMLButtonElement, timer).addEventListener("click", () => {
    const began = Date.now();
    clearInterval(ticking);
    timer.classList.remove("is-over");
    over.textContent = "";
    const tick = () => {
      const passed = (Date.now() - began) / 1000;
      left.textContent = String(Math.max(0, Math.ceil(seconds - passed)));
      bar.value = Math.min(1, passed / seconds);
      if (passed < seconds) return;
      clearInterval(ticking);
      timer.classList.add("is-over");
      over.textContent = over.dataset.over ?? "";
    };
    ticking = setInterval(tick, MILLISECONDS_A_TICK);
    tick();
  });
}
