/**
 * A table as CSV that a double click opens in Excel with Russian settings: UTF-8 with its mark, since Excel takes a file
 * without one for Windows-1251; «;» between cells, since in Russia the comma stands in numbers; CRLF (RFC 4180).
 * A line «sep=;» would make Excel forget the mark, so there is none.
 */
const MARK = "\uFEFF";

export function writeCsv(rows: readonly (readonly string[])[]): string {
  return MARK + rows.map((row) => `${row.map(cell).join(";")}\r\n`).join("");
}

/**
 * A cell that begins with = + - @ is a formula to a program of tables, and the words in it were written by others: an
 * apostrophe makes it a text. Also after what another program, or the same with other settings, takes for the end of a
 * cell. Tabs and breaks of lines become spaces. https://owasp.org/www-community/attacks/CSV_Injection
 */
function cell(text: string): string {
  const inert = text.replace(/\p{Cc}+/gu, " ").replace(/(^|[,;"])(?=\s*[=+\-@＝＋－＠])/g, "$1'");
  return `"${inert.replaceAll('"', '""')}"`;
}
