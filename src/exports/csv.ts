/** Told to spreadsheets first, so that they read what follows as UTF-8. */
export const byteOrderMark = '\ufeff';

/** What makes a spreadsheet take a cell for a formula, full-width forms included (OWASP, “CSV injection”). */
const formulaStart = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;
const plainNumber = /^[+-]?\d+(\.\d+)?$/;
const needsQuotes = /[",;\t\r\n]|^\s|\s$/;

/**
 * A cell that a spreadsheet shows and never runs: what would begin a formula gets an apostrophe in
 * front. A plain number (`-5`, `+1.5`) is none and stays what it is, so that it can be counted with.
 */
export function escapeFormula(cell: string): string {
  return formulaStart.test(cell) && !plainNumber.test(cell) ? `'${cell}` : cell;
}

function field(cell: string): string {
  const shown = escapeFormula(cell);
  return needsQuotes.test(shown) ? `"${shown.replaceAll('"', '""')}"` : shown;
}

/** One record by RFC 4180, with its CRLF. */
export function csvRecord(cells: readonly string[]): string {
  // A record of one empty cell would be an empty line, which parsers skip.
  const line = cells.length === 1 && cells[0] === '' ? '""' : cells.map(field).join(',');
  return `${line}\r\n`;
}
