// A topic's page was one long page once: links from then, to a place on another part, are sent on there.

import { findElement, findElements } from "./elements.js";

const anchor = location.hash.slice(1);

/** @param {HTMLAnchorElement} link */
function holds(link) {
  const names = (link.dataset.holds ?? "").split(" ").filter(Boolean);
  return names.some((name) => anchor === name || (name.endsWith("-") && anchor.startsWith(name)));
}

if (anchor && !document.getElementById(anchor)) {
  const part = findElements("[data-holds]", HTMLAnchorElement).find(holds);
  if (part && !part.ariaCurrent) location.replace(`${part.href}#${anchor}`);
}

// Beside the lesson there is room for its contents; on a phone they would stand before it.
const contents = findElement(".contents", HTMLDetailsElement);
if (contents && matchMedia("(min-width: 60rem)").matches) contents.open = true;
