// What every page shares, in the order in which it listens. All of it is an addition: each page works without.

import "./time-zone.js";
import "./toasts.js";
import "./ticks.js";
import "./typing.js";
import "./freshness.js";
import "./keyboard.js";
import "./date-words.js";
import "./dialogs.js";
import "./printing.js";
import "./offline.js";
