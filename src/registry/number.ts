/** The registration number, as РЭМД writes it: region.year.month.sequence, e.g. 76.26.11.000000123. */
export type DocumentNumber = string & { readonly of: "DocumentNumber" };

export function makeNumber(region: string, registeredAt: Date, sequence: number): DocumentNumber {
  const year = String(registeredAt.getUTCFullYear() % 100).padStart(2, "0");
  const month = String(registeredAt.getUTCMonth() + 1).padStart(2, "0");
  return `${region}.${year}.${month}.${String(sequence).padStart(9, "0")}` as DocumentNumber;
}

export function parseNumber(text: string): DocumentNumber | null {
  return /^\d{2}\.\d{2}\.\d{2}\.\d{9,12}$/.test(text) ? (text as DocumentNumber) : null;
}
