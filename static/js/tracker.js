// The tracker as a grid: Tab comes to one cell, the arrows move from cell to cell, Space ticks the one they are on.

import { findElements, getElement, targetOf } from "./elements.js";

const grid = getElement("table.tracker", HTMLTableElement);
grid.setAttribute("role", "grid");

let row = 0;
let column = 1; // 0 is the topic's link

/** The links and buttons of each row, in order: one a cell. */
function readCells() {
  return findElements("tbody tr", HTMLTableRowElement, grid).map((line) =>
    findElements("a, button", HTMLElement, line),
  );
}

/** Only the current cell is reached by Tab. */
function refresh() {
  readCells().forEach((cells, y) => {
    cells.forEach((cell, x) => {
      cell.tabIndex = y === row && x === column ? 0 : -1;
    });
  });
}

grid.addEventListener("focusin", (event) => {
  const target = targetOf(event);
  readCells().forEach((cells, y) => {
    const x = cells.findIndex((cell) => cell.contains(target));
    if (x >= 0) [row, column] = [y, x];
  });
  refresh();
});

grid.addEventListener("keydown", (event) => {
  if (event.altKey || event.metaKey || (event.ctrlKey && !["Home", "End"].includes(event.key))) return;
  const cells = readCells();
  const lastRow = cells.length - 1;
  const lastColumn = cells[0].length - 1;
  /** @type {Record<string, [number, number]>} */
  const moves = {
    ArrowUp: [row - 1, column],
    ArrowDown: [row + 1, column],
    ArrowLeft: [row, column - 1],
    ArrowRight: [row, column + 1],
    Home: [event.ctrlKey ? 0 : row, 0],
    End: [event.ctrlKey ? lastRow : row, lastColumn],
  };
  const move = moves[event.key];
  if (!move) return;
  event.preventDefault();
  row = Math.min(Math.max(move[0], 0), lastRow);
  column = Math.min(Math.max(move[1], 0), lastColumn);
  cells[row][column].focus();
});

// An answer brings a new button, which Tab would reach.
document.addEventListener("htmx:afterSettle", refresh);
refresh();
