// The reading place: which heading of a lesson was last in sight, kept on this device and offered at the next visit.
"use strict";
(() => {
  const lesson = document.querySelector("[data-lesson]");
  const offer = document.getElementById("go-on");
  if (!lesson || !offer) return;
  const key = `reading:${lesson.dataset.lesson}`;
  const headings = [...lesson.querySelectorAll("h3[id], h4[id]")];

  // A private window may refuse storage: then there is nothing to keep.
  const store = (id) => {
    try {
      if (id) localStorage.setItem(key, id);
      else localStorage.removeItem(key);
    } catch { /* nothing to do */ }
  };
  let kept = null;
  try { kept = localStorage.getItem(key); } catch { /* nothing kept */ }

  const last = headings.find((heading) => heading.id === kept);
  if (last && !location.hash) {
    const link = offer.querySelector("a");
    link.href = `#${last.id}`;
    link.append(...[...last.cloneNode(true).childNodes]);
    offer.hidden = false;
  }

  // Only what somebody scrolled to counts; past the end the lesson is read.
  let waiting = false;
  const note = () => {
    waiting = false;
    const line = innerHeight * 0.4;
    const box = lesson.getBoundingClientRect();
    if (box.top > line) return;
    if (box.bottom < line) { store(null); return; }
    store(headings.filter((heading) => heading.getBoundingClientRect().top <= line).at(-1)?.id);
  };
  addEventListener("scroll", () => {
    if (waiting) return;
    waiting = true;
    setTimeout(note, 250);
  }, { passive: true });
})();
