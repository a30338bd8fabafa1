// What is entered in a form of steps outlives a reload, in this tab only, until the server has it.

/** @typedef {{ name: string, value: string, checked: boolean }} Entry */

/**
 * `place`: the step in sight, −1 before the start; `began`: when it was first shown; `open`: the ids of the steps whose
 * answer is shown.
 * @typedef {{ place: number, began: number, entered: Entry[], open: string[] }} Memory
 */

/** @param {string} steps */
const keyOf = (steps) => `studyplan:${steps}`;

/**
 * @param {string} steps
 * @returns {Memory | null}
 */
export function read(steps) {
  try {
    return JSON.parse(sessionStorage.getItem(keyOf(steps)) ?? "null");
  } catch {
    return null;
  }
}

/**
 * @param {string} steps
 * @param {Memory} memory
 */
export function write(steps, memory) {
  try {
    sessionStorage.setItem(keyOf(steps), JSON.stringify(memory));
  } catch {
    // No storage: then a reload begins anew.
  }
}

/** @param {string} steps */
export function forget(steps) {
  try {
    sessionStorage.removeItem(keyOf(steps));
  } catch {
    // Nothing is kept.
  }
}
