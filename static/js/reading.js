// The reading place: which heading of a lesson was last in sight, kept on this device and offered at the next visit.

import { findElements, getElement } from "./elements.js";

const lesson = getElement("[data-lesson]", HTMLElement);
const offer = getElement("#go-on", HTMLElement);
const key = `reading:${lesson.dataset.lesson}`;
const headings = findElements("h3[id], h4[id]", HTMLElement, lesson);

// A private window may refuse storage: then nothing is kept.
function read() {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** @param {string | undefined} id */
function keep(id) {
  try {
    if (id) localStorage.setItem(key, id);
    else localStorage.removeItem(key);
  } catch {
    // Nothing to do.
  }
}

const kept = read();
const last = headings.find((heading) => heading.id === kept);
if (last && !location.hash) {
  const link = getElement("a", HTMLAnchorElement, offer);
  link.href = `#${last.id}`;
  link.append(...last.cloneNode(true).childNodes);
  offer.hidden = false;
}

// Only what somebody scrolled to counts; past the end the lesson is read.
let isWaiting = false;

function note() {
  isWaiting = false;
  const line = innerHeight * 0.4;
  const box = lesson.getBoundingClientRect();
  if (box.top > line) return;
  const passed = headings.filter((heading) => heading.getBoundingClientRect().top <= line);
  keep(box.bottom < line ? undefined : passed.at(-1)?.id);
}

addEventListener(
  "scroll",
  () => {
    if (isWaiting) return;
    isWaiting = true;
    setTimeout(note, 250);
  },
  { passive: true },
);
