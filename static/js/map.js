// The map: pointing at a topic, or reaching it by keyboard, lights all that it builds on.
"use strict";
(() => {
  const map = document.querySelector(".map");
  if (!map) return;

  function light(node) {
    const lit = new Set(node ? [node.dataset.topic, ...node.dataset.ancestors.split(" ").filter(Boolean)] : []);
    map.classList.toggle("is-lit", lit.size > 0);
    for (const each of map.querySelectorAll(".node")) each.classList.toggle("lit", lit.has(each.dataset.topic));
    for (const edge of map.querySelectorAll(".edge:not(.edge-soft)")) {
      edge.classList.toggle("lit", lit.has(edge.dataset.before) && lit.has(edge.dataset.after));
    }
  }

  // What is pointed at comes first, then what has the keyboard's focus: a scroll that slides the map under a resting
  // pointer does not put the light out.
  const nodeAt = (event) => event.target.closest?.(".node") ?? null;
  map.addEventListener("mouseover", (event) => light(nodeAt(event) ?? map.querySelector(".node:focus-visible")));
  map.addEventListener("mouseleave", () => light(map.querySelector(".node:focus-visible")));
  map.addEventListener("focusin", (event) => light(nodeAt(event)));
  map.addEventListener("focusout", () => light(null));
})();
