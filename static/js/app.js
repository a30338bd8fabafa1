// What every page shares, in the order in which it listens. All of it is an addition: each page works without.

import "./time-zone.js";
import "./toasts.js";
import "./ticks.js";
import "./keyboard.js";
import "./dialogs.js";
import "./printing.js";
import "./offline.js";

// On a narrow screen the menu scrolls: the current page's entry must be in sight.
document.querySelector(".site-nav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
