// The map: pointing at a topic, or reaching it by keyboard, lights all that it builds on.

import { findElement, findElements, targetOf } from "./elements.js";

/** @param {Event} event */
function nodeAt(event) {
  const node = targetOf(event)?.closest(".node");
  return node instanceof SVGElement ? node : null;
}

/** @param {SVGElement} map */
function watch(map) {
  /** @param {SVGElement | null} node */
  function light(node) {
    const { topic = "", ancestors = "" } = node?.dataset ?? {};
    const lit = new Set([topic, ...ancestors.split(" ")].filter(Boolean));
    /** @param {string | undefined} slug */
    const isLit = (slug) => slug !== undefined && lit.has(slug);
    map.classList.toggle("is-lit", lit.size > 0);
    for (const other of findElements(".node", SVGElement, map))
      other.classList.toggle("lit", isLit(other.dataset.topic));
    for (const edge of findElements(".edge:not(.edge-soft)", SVGElement, map)) {
      edge.classList.toggle("lit", isLit(edge.dataset.before) && isLit(edge.dataset.after));
    }
  }

  // What is pointed at comes first, then what has the keyboard's focus: a scroll that slides the map under a resting
  // pointer does not put the light out.
  const findFocused = () => findElement(".node:focus-visible", SVGElement, map);
  map.addEventListener("mouseover", (event) => light(nodeAt(event) ?? findFocused()));
  map.addEventListener("mouseleave", () => light(findFocused()));
  map.addEventListener("focusin", (event) => light(nodeAt(event)));
  map.addEventListener("focusout", () => light(null));
}

// One drawing for wide screens, one for phones.
for (const map of findElements(".map", SVGElement)) watch(map);
