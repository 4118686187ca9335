// Numbers stand in the table as people write them: "1 470", "13,3 %", "−15". A cell's data-value wins when it has one.
const numberOf = cell => {
  const text = cell.dataset.value ?? cell.textContent.replace(/[\s  ]/g, '').replace('−', '-')
  // A comma is the decimal sign in Norwegian and the thousands sign in English; a cell with both is English.
  const plain = document.documentElement.lang === 'en' ? text.replaceAll(',', '') : text.replace(',', '.')
  const number = Number.parseFloat(plain)
  return Number.isNaN(number) ? null : number
}

/** The table's row names, and one series per column that is not marked data-skip. */
export function readTable(table) {
  const heads = [...table.tHead.rows[0].cells]
  const rows = [...table.tBodies[0].rows]
  const series = heads
    .map((head, column) => ({ head, column }))
    .filter(({ head, column }) => column > 0 && !('skip' in head.dataset))
    .map(({ head, column }) => ({ name: head.textContent.trim(), values: rows.map(row => numberOf(row.cells[column])) }))
  return { rows: rows.map(row => row.cells[0].textContent.trim()), series }
}
