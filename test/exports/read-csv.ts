/** Reads CSV by the grammar of RFC 4180 alone, written without a look at the writer; throws where the text breaks it. */
export function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;

  function quoted(): string {
    let value = '';
    for (at += 1; ; at += 1) {
      if (at >= text.length) throw new Error('a quoted field does not end');
      if (text[at] !== '"') value += text[at];
      else if (text[at + 1] === '"') {
        value += '"';
        at += 1;
      } else break;
    }
    at += 1;
    return value;
  }

  function bare(): string {
    const start = at;
    while (at < text.length && text[at] !== ',' && !text.startsWith('\r\n', at)) {
      if (text[at] === '"' || text[at] === '\r' || text[at] === '\n') {
        throw new Error(`a bare field holds ${JSON.stringify(text[at])} at ${at}`);
      }
      at += 1;
    }
    return text.slice(start, at);
  }

  while (at < text.length) {
    row.push(text[at] === '"' ? quoted() : bare());
    if (text[at] === ',') {
      at += 1;
      continue;
    }
    if (!text.startsWith('\r\n', at)) throw new Error(`no record ends at ${at}`);
    at += 2;
    rows.push(row);
    row = [];
  }
  if (row.length > 0) throw new Error('the last record does not end');
  return rows;
}
