// The result of a form of steps: the server has what was entered, so this tab forgets it.

import { getElement } from "./elements.js";
import { forget } from "./steps-memory.js";

forget(getElement("[data-steps-over]", HTMLElement).dataset.stepsOver ?? "");
