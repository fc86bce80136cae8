// A team's table is one stop for the keyboard: arrows, Home and End go from cell to cell; Enter or a click opens what the cell
// stands on, which is the column's person and the row's competence. Without this file the names above and beside lead there.

const table = document.querySelector("[data-cells]");
const FIRST = 2; // after what is asked, and how it stands
let here = null;

const cellAt = (row, place) => table.tBodies[0].rows[row]?.cells[place];
const addressOf = (cell) =>
  cell.classList.contains("team-none") ? null : `${table.tHead.rows[0].cells[cell.cellIndex].querySelector("a").href}${cell.parentElement.dataset.of}/`;

function stand(cell) {
  if (here) here.tabIndex = -1;
  here = cell;
  here.tabIndex = 0;
}

function follow(cell, besides) {
  const address = addressOf(cell);
  if (!address) return;
  if (besides) window.open(address, "_blank", "noopener");
  else location.assign(address);
}

const cellOf = (event) => {
  const cell = event.target.closest("td");
  return cell && cell.cellIndex >= FIRST ? cell : null;
};

table?.addEventListener("click", (event) => {
  const cell = cellOf(event);
  if (cell) follow(cell, event.ctrlKey || event.metaKey);
});
table?.addEventListener("auxclick", (event) => {
  const cell = cellOf(event);
  if (cell && event.button === 1) follow(cell, true);
});
table?.addEventListener("keydown", (event) => {
  const cell = cellOf(event);
  if (!cell || event.altKey) return;
  if (event.key === "Enter") return follow(cell, event.ctrlKey || event.metaKey);
  const row = cell.parentElement.sectionRowIndex, place = cell.cellIndex, last = cell.parentElement.cells.length - 1;
  const goes = {
    ArrowUp: [row - 1, place], ArrowDown: [row + 1, place], ArrowLeft: [row, place - 1], ArrowRight: [row, place + 1],
    Home: [event.ctrlKey ? 0 : row, FIRST], End: [event.ctrlKey ? table.tBodies[0].rows.length - 1 : row, last],
  }[event.key];
  if (!goes) return;
  event.preventDefault();
  const to = cellAt(...goes);
  if (!to || to.cellIndex < FIRST) return;
  stand(to);
  to.focus();
});

if (table) {
  table.setAttribute("role", "grid");
  stand(cellAt(0, FIRST));
}
