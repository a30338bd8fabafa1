// You may record your voice. It stays in this page: a blob that no form holds and no request sends.

import { getElement } from "./elements.js";

const recorder = getElement("#recorder", HTMLElement);
const button = getElement("button", HTMLButtonElement, recorder);
const status = getElement("[role=status]", HTMLElement, recorder);
const audio = getElement("audio", HTMLAudioElement, recorder);
/** @type {MediaRecorder | null} */
let recording = null;
let turn = 0;

/** @param {"start" | "stop" | "again" | "refused" | "recording" | "recorded"} name */
const translate = (name) => recorder.dataset[name] ?? "";

// The types hide it: without https there are no media devices.
const canRecord = "MediaRecorder" in window && Boolean(navigator.mediaDevices);

/**
 * Recording belongs to the time before the answer is shown; after it there is only what was recorded to play.
 * @param {boolean} isShown
 */
export function adaptRecorder(isShown) {
  button.hidden = isShown;
  recorder.hidden = !canRecord || (isShown && !recording && !audio.src);
  if (isShown) stopRecording();
}

export function discardRecording() {
  turn += 1;
  if (recording) {
    recording.ondataavailable = null;
    recording.onstop = null;
    stopRecording();
  }
  if (audio.src) URL.revokeObjectURL(audio.src);
  audio.removeAttribute("src");
  audio.hidden = true;
  status.textContent = "";
  button.textContent = translate("start");
}

export function stopRecording() {
  if (recording?.state === "recording") recording.stop();
  for (const track of recording?.stream.getTracks() ?? []) track.stop();
  recording = null;
}

async function record() {
  discardRecording();
  const mine = turn;
  button.disabled = true;
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    // The microphone was allowed too late: the answer is shown by now, or another question asked.
    if (button.hidden || mine !== turn) {
      for (const track of stream.getTracks()) track.stop();
      return;
    }
    /** @type {Blob[]} */
    const parts = [];
    recording = new MediaRecorder(stream);
    recording.ondataavailable = (event) => parts.push(event.data);
    recording.onstop = () => {
      audio.src = URL.createObjectURL(new Blob(parts, { type: parts[0]?.type }));
      audio.hidden = false;
      status.textContent = translate("recorded");
      button.textContent = translate("again");
    };
    recording.start();
    status.textContent = translate("recording");
    button.textContent = translate("stop");
  } catch {
    status.textContent = translate("refused");
  } finally {
    button.disabled = false;
  }
}

button.textContent = translate("start");
button.addEventListener("click", () => (recording ? stopRecording() : record()));
