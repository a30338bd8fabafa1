// Cards: the grades stand where “Show the answer” stood, so the second click of a double click must not give one.

import { targetOf } from "./elements.js";

document.addEventListener(
  "click",
  (event) => {
    if (event.detail < 2 || !targetOf(event)?.closest(".grades")) return;
    event.preventDefault();
    event.stopPropagation();
  },
  true,
);
