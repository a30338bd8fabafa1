// A drill's clock counts on from what the server printed, and announces once that the time is up. No sound, no motion.

import { findElement, getElement } from "./elements.js";

const announcement = getElement("#clock-says", HTMLElement);
let since = Date.now();
let wasOver = false;

const findClock = () => findElement("[data-left]", HTMLElement);

/** @param {number} seconds */
function formatTime(seconds) {
  const size = Math.abs(seconds);
  return `${Math.floor(size / 60)}:${String(size % 60).padStart(2, "0")}`;
}

function count() {
  const clock = findClock();
  if (!clock) return;
  const { left, unitLeft = "", unitOver = "" } = clock.dataset;
  const seconds = Number(left) - Math.floor((Date.now() - since) / 1000);
  const isOver = seconds < 0;
  getElement("strong", HTMLElement, clock).textContent = formatTime(seconds);
  getElement("span", HTMLElement, clock).textContent = isOver ? unitOver : unitLeft;
  clock.classList.toggle("is-over", isOver);
  clock.classList.toggle("is-soon", !isOver && seconds <= 10);
  getElement("#drill progress", HTMLProgressElement).value = Math.max(0, seconds);
  if (isOver && !wasOver) announcement.textContent = announcement.dataset.over ?? "";
  wasOver = isOver;
}

export function restartClock() {
  since = Date.now();
  announcement.textContent = "";
  wasOver = Number(findClock()?.dataset.left) < 0;
  count();
}

setInterval(count, 1000);
