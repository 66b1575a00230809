/** Numbers of paper, to be told on the telephone: year, 1 for copies or 2 for a statement, and a sequence: «26.1.000123». */

export type PaperNumber = string & { readonly of: "PaperNumber" };
type What = "copies" | "statement";

const digit: Readonly<Record<What, number>> = { copies: 1, statement: 2 };

export function makePaperNumber(what: What, at: Date, sequence: number): PaperNumber {
  const year = String(at.getUTCFullYear() % 100).padStart(2, "0");
  return `${year}.${digit[what]}.${String(sequence).padStart(6, "0")}` as PaperNumber;
}

/** null: such a number nobody was given. */
export function parsePaperNumber(what: What, text: string): PaperNumber | null {
  const pattern = what === "copies" ? /^\d{2}\.1\.\d{6,9}$/ : /^\d{2}\.2\.\d{6,9}$/;
  return pattern.test(text) ? (text as PaperNumber) : null;
}
