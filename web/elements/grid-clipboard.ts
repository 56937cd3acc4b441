/** Reads the clipboard of Excel or LibreOffice: tabs, quoted cells with newlines, a newline at the end. */
export function parseTsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at <= text.length) {
    const cell = text[at] === '"' ? quotedCell(text, at) : null;
    const end = cell?.end ?? plainEnd(text, at);
    row.push(cell?.text ?? text.slice(at, end));
    if (text[end] === "\t") {
      at = end + 1;
      continue;
    }
    rows.push(row);
    row = [];
    at = text[end] === "\r" && text[end + 1] === "\n" ? end + 2 : end + 1;
    if (at >= text.length) break;
  }
  return rows;
}

// A quote opens a quoted cell only if its partner ends the cell: `"2" pipe` is plain text.
function quotedCell(text: string, start: number): { text: string; end: number } | null {
  let content = "";
  let at = start + 1;
  while (at < text.length) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return null;
    content += text.slice(at, quote);
    if (text[quote + 1] === '"') {
      content += '"';
      at = quote + 2;
      continue;
    }
    const next = text[quote + 1];
    const ends = next === undefined || next === "\t" || next === "\n" || next === "\r";
    return ends ? { text: content.replaceAll("\r\n", "\n"), end: quote + 1 } : null;
  }
  return null;
}

function plainEnd(text: string, start: number): number {
  for (let at = start; at < text.length; at++) {
    if (text[at] === "\t" || text[at] === "\n" || text[at] === "\r") return at;
  }
  return text.length;
}

/** Writes cells the way Excel reads them back. */
export function toTsv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => row.map(quoteIfNeeded).join("\t")).join("\r\n");
}

function quoteIfNeeded(text: string): string {
  return /["\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
