// A figure that is drawn several times, for values of one thing: a slider beneath it chooses which drawing is shown.

import { findElements } from "./elements.js";

/** @param {SVGSVGElement} drawing */
function addSlider(drawing) {
  const frames = findElements(".frame", SVGGElement, drawing);
  const figure = drawing.closest("figure");
  if (!figure || frames.length < 2) return;
  const name = drawing.dataset.slider ?? "";
  const label = document.createElement("label");
  const slider = document.createElement("input");
  const value = document.createElement("output");
  slider.type = "range";
  slider.max = String(frames.length - 1);
  slider.value = String(frames.findIndex((frame) => frame.classList.contains("is-shown")));
  slider.id = `${figure.id}-slider`;
  value.htmlFor.add(slider.id);
  label.className = "slider";
  label.append(name, value, slider);

  function show() {
    frames.forEach((frame, place) => {
      frame.classList.toggle("is-shown", place === slider.valueAsNumber);
    });
    const shown = frames[slider.valueAsNumber]?.dataset.value ?? "";
    value.value = shown;
    slider.setAttribute("aria-valuetext", shown);
  }

  slider.addEventListener("input", show);
  show();
  drawing.after(label);
}

for (const drawing of findElements("svg[data-slider]", SVGSVGElement)) addSlider(drawing);
