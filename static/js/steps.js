// Questions of a form one at a time, with a soft clock. Without it they stand one below the other, and nothing is timed.
"use strict";
(() => {
  // What is entered outlives a reload, in this tab only, until the server has it.
  const memory = {
    read(key) {
      try { return JSON.parse(sessionStorage.getItem(key)); } catch { return null; }
    },
    write(key, value) {
      try { sessionStorage.setItem(key, JSON.stringify(value)); } catch { /* no storage: then a reload begins anew */ }
    },
    drop(key) {
      try { sessionStorage.removeItem(key); } catch { /* nothing kept */ }
    },
  };
  const over = document.querySelector("[data-steps-over]");
  if (over) memory.drop(`studyplan:${over.dataset.stepsOver}`);

  const form = document.querySelector("form[data-steps]");
  if (!form) return;
  const key = `studyplan:${form.dataset.steps}`;
  const steps = [...form.querySelectorAll("[data-step]")];
  const part = (name) => form.querySelector(`[data-${name}]`);
  const start = part("start");
  const [back, next, finish, clock, late] = ["back", "next", "finish", "clock", "over"].map(part);
  const left = clock.querySelector("[role=timer]");
  const bar = clock.querySelector("progress");
  const seconds = Number(form.dataset.seconds || 0);
  const fields = [...form.querySelectorAll("textarea, [type=checkbox], [type=radio], [data-took]")];
  const isBox = (field) => field.type === "checkbox" || field.type === "radio";
  const answer = (step) => step.querySelector("details");

  // place: −1 before the start; began: when the question in sight was first shown.
  let state = { place: seconds ? -1 : 0, began: 0 };
  let ticking;

  function keep() {
    const entered = fields.map(({ name, value, checked }) => ({ name, value, checked }));
    const open = steps.filter((step) => answer(step).open).map((step) => step.id);
    memory.write(key, { ...state, entered, open });
  }

  function restore(kept) {
    for (const { name, value, checked } of kept.entered) {
      const field = fields.find((each) => each.name === name && (!isBox(each) || each.value === value));
      if (!field) continue;
      if (isBox(field)) field.checked = checked;
      else field.value = value;
    }
    for (const step of steps) answer(step).open = kept.open.includes(step.id);
    state = { place: Math.min(kept.place, steps.length - 1), began: kept.began };
  }

  function tick() {
    const passed = Math.max(0, (Date.now() - state.began) / 1000);
    left.textContent = String(Math.max(0, Math.ceil(seconds - passed)));
    bar.value = Math.min(1, passed / seconds);
    if (passed < seconds) return;
    clearInterval(ticking);
    late.textContent = late.dataset.over;
  }

  function time() {
    clearInterval(ticking);
    late.textContent = "";
    const step = steps[state.place];
    const runs = Boolean(seconds && step && !answer(step).open);
    clock.hidden = !runs;
    if (!runs) return;
    ticking = setInterval(tick, 250);
    tick();
  }

  function show(place, began = Date.now()) {
    state = { place, began };
    for (const [number, step] of steps.entries()) step.hidden = number !== place;
    const last = place === steps.length - 1;
    if (start) start.hidden = place >= 0;
    back.hidden = place <= 0;
    next.hidden = place < 0 || last;
    // A button that is disabled takes no Enter from a field either.
    finish.hidden = finish.disabled = !last;
    time();
    keep();
  }

  // Looking ends the time. The browser tells of it a moment later, when somebody quick has already gone on.
  function stop(step) {
    const took = step.querySelector("[data-took]");
    if (!took || took.value || !answer(step).open) return;
    took.value = String(Math.max(0, Math.round((Date.now() - state.began) / 1000)));
  }

  // Whoever looked and ticked nothing had none of it.
  function leave(step) {
    if (!step) return;
    stop(step);
    const none = step.querySelector("[data-none]");
    if (none && answer(step).open && !step.querySelector(":checked")) none.checked = true;
  }

  function go(place) {
    leave(steps[state.place]);
    show(place);
    const heading = steps[place].querySelector("h2");
    heading.focus();
    heading.scrollIntoView({ block: "start" });
  }

  start?.querySelector("button").addEventListener("click", () => go(0));
  back.addEventListener("click", () => go(state.place - 1));
  next.addEventListener("click", () => go(state.place + 1));

  form.addEventListener("change", (event) => {
    const none = event.target.closest("[data-step]")?.querySelector("[data-none]");
    if (none && event.target.checked) {
      for (const each of none.closest("fieldset").querySelectorAll("input")) {
        if ((each === none) !== (event.target === none)) each.checked = false;
      }
    }
    keep();
  });
  form.addEventListener("input", keep);
  form.addEventListener("submit", () => {
    leave(steps[state.place]);
    keep();
  });
  for (const step of steps) {
    answer(step).addEventListener("toggle", () => {
      if (steps[state.place] === step) {
        stop(step);
        time();
      }
      keep();
    });
  }

  const faulty = steps.findIndex((step) => step.querySelector(".errorlist"));
  const kept = memory.read(key);
  if (faulty >= 0) state.place = faulty;
  else if (kept) restore(kept);
  show(state.place, state.began || Date.now());
})();
