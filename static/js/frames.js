// A figure with frames gets a slider that shows one of them; without this script it stays as it is.

for (const figure of document.querySelectorAll("svg[data-slider]")) {
  const frames = [...figure.querySelectorAll(".frame")];
  const slider = document.createElement("input");
  const value = document.createElement("output");
  const label = document.createElement("label");
  const show = () => {
    frames.forEach((frame, place) => frame.classList.toggle("is-shown", place === slider.valueAsNumber));
    value.textContent = frames[slider.valueAsNumber].dataset.value;
    slider.setAttribute("aria-valuetext", value.textContent);
  };
  Object.assign(slider, { type: "range", min: 0, max: frames.length - 1, step: 1 });
  slider.value = frames.findIndex((frame) => frame.classList.contains("is-shown"));
  label.className = "slider small";
  label.append(figure.dataset.slider, " ", slider, " ", value);
  figure.after(label);
  slider.addEventListener("input", show);
  show();
}
