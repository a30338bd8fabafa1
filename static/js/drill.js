// A drill's page: the clock counts on, what is typed outlives a reload, and you may record your voice. All of it is an
// addition: the server keeps the time, and every step is a form.

import { restartClock } from "./drill-clock.js";
import { findElement, getElement } from "./elements.js";
import { adaptRecorder, discardRecording } from "./recorder.js";

// What is typed is kept in this tab until it is sent.
const findDraft = () => findElement("[data-draft]", HTMLTextAreaElement);

function restoreDraft() {
  const field = findDraft();
  if (field && !field.value) field.value = sessionStorage.getItem(field.dataset.draft ?? "") || "";
}

document.addEventListener("input", (event) => {
  const field = findDraft();
  if (field && event.target === field) sessionStorage.setItem(field.dataset.draft ?? "", field.value);
});

function arrive() {
  adaptRecorder(getElement("#drill", HTMLElement).dataset.revealed === "1");
  restoreDraft();
  restartClock();
}

// A step swaps the question: the recording stops when the answer is shown, and goes with the next question.
let { place } = getElement("#drill", HTMLElement).dataset;
document.addEventListener("htmx:afterSwap", (event) => {
  const drill = findElement("#drill", HTMLElement);
  if (event.detail.target.id !== "drill" || !drill) return;
  if (drill.dataset.revealed === "1") {
    sessionStorage.removeItem(`drill-${location.pathname.match(/\d+/)}-${drill.dataset.place}`);
  } else if (drill.dataset.place !== place) {
    discardRecording();
  }
  place = drill.dataset.place;
  arrive();
  if (!drill.querySelector("[role=alert]")) getElement("[data-focus]", HTMLElement, drill).focus();
  drill.scrollIntoView({ block: "start", behavior: "instant" });
});

arrive();
