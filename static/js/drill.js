// A drill's page: the clock counts on, what is typed outlives a reload, and you may record your voice. All of it is an
// addition: the server keeps the time, and every step is a form.
"use strict";
(() => {
  const says = document.getElementById("clock-says");
  if (!says) return;

  // The clock starts from what the server printed, and announces once that the time is up. No sound, no motion.
  let since = Date.now();
  let wasOver = false;

  const shown = (seconds) => `${Math.floor(Math.abs(seconds) / 60)}:${String(Math.abs(seconds) % 60).padStart(2, "0")}`;

  function count() {
    const clock = document.querySelector("[data-left]");
    if (!clock) return;
    const left = Number(clock.dataset.left) - Math.floor((Date.now() - since) / 1000);
    const isOver = left < 0;
    clock.querySelector("strong").textContent = shown(left);
    clock.querySelector("span").textContent = isOver ? clock.dataset.unitOver : clock.dataset.unitLeft;
    clock.classList.toggle("is-over", isOver);
    clock.classList.toggle("is-soon", !isOver && left <= 10);
    document.querySelector("#drill progress").value = Math.max(0, left);
    if (isOver && !wasOver) says.textContent = says.dataset.over;
    wasOver = isOver;
  }

  // What is typed is kept in this tab until it is sent.
  const draft = () => document.querySelector("[data-draft]");

  function restore() {
    const field = draft();
    if (field && !field.value) field.value = sessionStorage.getItem(field.dataset.draft) || "";
  }

  document.addEventListener("input", (event) => {
    if (event.target === draft()) sessionStorage.setItem(event.target.dataset.draft, event.target.value);
  });

  function arrive() {
    since = Date.now();
    says.textContent = "";
    wasOver = document.querySelector("[data-left]")?.dataset.left < 0;
    restore();
    count();
  }

  // The voice stays in this page: a blob that no form holds and no request sends.
  const recorder = document.getElementById("recorder");
  const [button, status, audio] = ["button", "[role=status]", "audio"].map((each) => recorder.querySelector(each));
  let recording = null;

  function label(word) {
    button.textContent = recorder.dataset[word];
  }

  function forget() {
    if (recording) {
      recording.ondataavailable = null;
      recording.onstop = null;
      stop();
    }
    if (audio.src) URL.revokeObjectURL(audio.src);
    audio.removeAttribute("src");
    audio.hidden = true;
    status.textContent = "";
    label("start");
  }

  function stop() {
    if (recording?.state === "recording") recording.stop();
    recording?.stream.getTracks().forEach((track) => track.stop());
    recording = null;
  }

  async function record() {
    forget();
    button.disabled = true;
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      const parts = [];
      recording = new MediaRecorder(stream);
      recording.ondataavailable = (event) => parts.push(event.data);
      recording.onstop = () => {
        audio.src = URL.createObjectURL(new Blob(parts, { type: parts[0]?.type }));
        audio.hidden = false;
        status.textContent = recorder.dataset.recorded;
        label("again");
      };
      recording.start();
      status.textContent = recorder.dataset.recording;
      label("stop");
    } catch {
      status.textContent = recorder.dataset.refused;
    }
    button.disabled = false;
  }

  if (window.MediaRecorder && navigator.mediaDevices?.getUserMedia) {
    recorder.hidden = false;
    label("start");
    button.addEventListener("click", () => (recording ? stop() : record()));
  }

  // A step swaps the question: the recording stops when the answer is shown, and goes with the next question.
  let place = document.getElementById("drill").dataset.place;
  document.addEventListener("htmx:afterSwap", (event) => {
    const drill = document.getElementById("drill");
    if (event.detail.target.id !== "drill" || !drill) return;
    if (drill.dataset.revealed === "1") {
      sessionStorage.removeItem(`drill-${location.pathname.match(/\d+/)}-${drill.dataset.place}`);
      stop();
    } else if (drill.dataset.place !== place) {
      forget();
    }
    place = drill.dataset.place;
    arrive();
    if (!drill.querySelector("[role=alert]")) drill.querySelector("[data-focus]").focus();
    drill.scrollIntoView({ block: "start", behavior: "instant" });
  });

  arrive();
  setInterval(count, 1000);
})();
