// Questions of a form one at a time, with a soft clock. Without it they stand one below the other, and nothing is timed.

import { findElement, findElements, getElement } from "./elements.js";
import { read, write } from "./steps-memory.js";

/** @typedef {HTMLInputElement | HTMLTextAreaElement} Field */

const form = getElement("form[data-steps]", HTMLFormElement);
const name = form.dataset.steps ?? "";
const seconds = Number(form.dataset.seconds || 0);
const steps = findElements("[data-step]", HTMLElement, form);
const start = findElement("[data-start]", HTMLButtonElement, form);
const intro = findElement("[data-intro]", HTMLElement);
const reveal = getElement("[data-reveal]", HTMLButtonElement, form);
const marks = findElements("[data-mark]", HTMLButtonElement, form);
const back = getElement("[data-back]", HTMLButtonElement, form);
const next = getElement("[data-next]", HTMLButtonElement, form);
const finish = getElement("[data-finish]", HTMLButtonElement, form);
const clock = getElement("[data-clock]", HTMLElement, form);
const left = getElement("[role=timer]", HTMLElement, clock);
const bar = getElement("progress", HTMLProgressElement, clock);
const late = getElement("[data-over]", HTMLElement, form);
/** @type {Field[]} */
const fields = [...form.querySelectorAll("textarea, [type=checkbox], [type=radio], [data-took]")].filter(
  (field) => field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement,
);

/**
 * @param {Field} field
 * @returns {field is HTMLInputElement}
 */
const isBox = (field) => field.type === "checkbox" || field.type === "radio";
/** @param {HTMLElement} step */
const answerOf = (step) => getElement("details", HTMLDetailsElement, step);

let state = { place: seconds ? -1 : 0, began: 0 };
/** @type {number | undefined} */
let ticking;

function keep() {
  const entered = fields.map((field) => ({
    name: field.name,
    value: field.value,
    checked: isBox(field) && field.checked,
  }));
  const open = steps.filter((step) => answerOf(step).open).map((step) => step.id);
  write(name, { ...state, entered, open });
}

/** @param {import("./steps-memory.js").Memory} kept */
function restore(kept) {
  for (const entry of kept.entered) {
    const field = fields.find(
      (candidate) => candidate.name === entry.name && (!isBox(candidate) || candidate.value === entry.value),
    );
    if (!field) continue;
    if (isBox(field)) field.checked = entry.checked;
    else field.value = entry.value;
  }
  for (const step of steps) answerOf(step).open = kept.open.includes(step.id);
  state = { place: Math.min(kept.place, steps.length - 1), began: kept.began };
}

function tick() {
  const passed = Math.max(0, (Date.now() - state.began) / 1000);
  left.textContent = String(Math.max(0, Math.ceil(seconds - passed)));
  bar.value = Math.min(1, passed / seconds);
  if (passed < seconds) return;
  clearInterval(ticking);
  late.textContent = late.dataset.over ?? "";
}

function time() {
  clearInterval(ticking);
  late.textContent = "";
  const step = steps[state.place];
  const runs = Boolean(seconds && step && !answerOf(step).open);
  clock.hidden = !runs;
  if (!runs) return;
  ticking = setInterval(tick, 250);
  tick();
}

/** @param {number} place */
function show(place, began = Date.now()) {
  state = { place, began };
  for (const [number, step] of steps.entries()) step.hidden = number !== place;
  if (start) start.hidden = place >= 0;
  if (intro) intro.hidden = place >= 0;
  adapt();
  time();
  keep();
}

/** The bar offers what comes next at the step in sight: to look, to mark, or to go on. */
function adapt() {
  const { place } = state;
  const step = steps[place];
  const isOpen = Boolean(step && answerOf(step).open);
  const isToMark = isOpen && marks.length > 0 && !step?.querySelector(":checked");
  const isLast = place === steps.length - 1;
  back.hidden = place <= 0;
  reveal.hidden = !step || isOpen;
  for (const mark of marks) mark.hidden = !isToMark;
  next.hidden = !step || isLast || isToMark;
  finish.hidden = !isLast || isToMark;
  // A button that is disabled takes no Enter from a field either.
  finish.disabled = !isLast;
  for (const button of [next, finish]) button.classList.toggle("button-quiet", !isOpen);
}

/**
 * Looking ends the time. The browser tells of it a moment later, when somebody quick has already gone on.
 * @param {HTMLElement} step
 */
function stop(step) {
  const took = findElement("[data-took]", HTMLInputElement, step);
  if (!took || took.value || !answerOf(step).open) return;
  took.value = String(Math.max(0, Math.round((Date.now() - state.began) / 1000)));
}

function leave() {
  const step = steps[state.place];
  if (!step) return;
  stop(step);
  // An answer that was shown, with nothing ticked, had none of the points.
  const none = findElement("[data-none]", HTMLInputElement, step);
  if (none && answerOf(step).open && !step.querySelector(":checked")) none.checked = true;
}

/** @param {number} place */
function go(place) {
  leave();
  show(place);
  const heading = getElement("h2", HTMLElement, steps[place]);
  heading.focus();
  heading.scrollIntoView({ block: "start" });
}

start?.addEventListener("click", () => go(0));
reveal.addEventListener("click", () => {
  const step = steps[state.place];
  if (!step) return;
  answerOf(step).open = true;
  getElement("fieldset", HTMLFieldSetElement, step).focus({ preventScroll: true });
});
for (const mark of marks) {
  mark.addEventListener("click", () => {
    const step = steps[state.place];
    if (!step) return;
    getElement(`[type=radio][value="${mark.value}"]`, HTMLInputElement, step).checked = true;
    if (state.place < steps.length - 1) {
      go(state.place + 1);
      return;
    }
    show(state.place, state.began);
    finish.focus();
  });
}
back.addEventListener("click", () => go(state.place - 1));
next.addEventListener("click", () => go(state.place + 1));

// "None of them" and the others take each other back.
form.addEventListener("change", (event) => {
  const field = event.target;
  const step = field instanceof HTMLInputElement && field.checked ? field.closest("[data-step]") : null;
  const none = step && findElement("[data-none]", HTMLInputElement, step);
  if (none) {
    for (const box of findElements("fieldset input", HTMLInputElement, step)) {
      if ((box === none) !== (field === none)) box.checked = false;
    }
  }
  adapt();
  keep();
});
form.addEventListener("input", keep);
form.addEventListener("submit", () => {
  leave();
  keep();
});
for (const step of steps) {
  // The bar has the button.
  getElement("summary", HTMLElement, step).hidden = true;
  answerOf(step).addEventListener("toggle", () => {
    if (steps[state.place] === step) {
      stop(step);
      adapt();
      time();
    }
    keep();
  });
}

const faulty = steps.findIndex((step) => step.querySelector(".errorlist"));
const kept = read(name);
if (faulty >= 0) state.place = faulty;
else if (kept) restore(kept);
show(state.place, state.began || Date.now());
