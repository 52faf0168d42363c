"use strict";
// Above each table with columns to choose by: a choice for each, and how many rows are left.
for (const table of document.querySelectorAll("table")) {
  const heads = [...table.tHead.rows[0].cells];
  const columns = heads.filter((head) => "filter" in head.dataset).map((head) => head.cellIndex);
  if (columns.length > 0) addFilters(table, columns, heads);
}

function addFilters(table, columns, heads) {
  const rows = [...table.tBodies[0].rows];
  const text = (row, column) => row.cells[column].textContent;
  const form = document.createElement("form");
  form.autocomplete = "off";
  form.setAttribute("aria-label", `Choose among: ${table.caption.textContent}`);
  const choices = columns.map((column) => {
    const choice = document.createElement("select");
    const all = new Set(rows.map((row) => text(row, column)));
    choice.append(new Option("All"), ...[...all].map((each) => new Option(each, each)));
    const label = document.createElement("label");
    label.append(heads[column].textContent, choice);
    form.append(label);
    return { column, choice };
  });
  const status = document.createElement("p");
  status.setAttribute("role", "status");
  form.append(status);

  const choose = () => {
    const chosen = choices.filter(({ choice }) => choice.selectedIndex > 0);
    for (const row of rows) {
      row.hidden = chosen.some(({ column, choice }) => text(row, column) !== choice.value);
    }
    const left = rows.filter((row) => !row.hidden).length;
    status.textContent = `Rows shown: ${left} of ${rows.length}.`;
    form.classList.toggle("chosen", chosen.length > 0);
  };
  form.addEventListener("change", choose);
  choose();
  table.before(form);
}
