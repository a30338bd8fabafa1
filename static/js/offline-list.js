// The page in place of one that is not stored: links to those that are.

import { getElement } from "./elements.js";

getElement("[data-again]", HTMLAnchorElement).href = location.href;

async function listStored() {
  const name = (await caches.keys()).find((cache) => cache.startsWith("pages:"));
  if (!name) return;
  const stored = await caches.open(name);
  const list = await stored.match("/offline/pages/", { ignoreVary: true });
  /** @type {{ pages: { url: string, title: string }[] }} */
  const { pages } = (await list?.json()) ?? { pages: [] };
  const section = getElement("#stored", HTMLElement);
  for (const { url, title } of pages) {
    if (!title || !(await stored.match(url, { ignoreVary: true }))) continue;
    const link = Object.assign(document.createElement("a"), { href: url, textContent: title });
    const entry = document.createElement("li");
    entry.append(link);
    getElement("ul", HTMLElement, section).append(entry);
    section.hidden = false;
  }
}

if ("caches" in window) listStored();
