/**
 * СНИЛС, the insurance number of a person: 11 digits. Structure is proved here; the check digits are a separate
 * question, since every official example of the Ministry fails them (reference: ПФР rules, mod 101).
 */
export type Snils = string & { readonly of: "Snils" };

/** «254-636-254 26» and «25463625426» are one number; anything but 11 digits is null. */
export function parseSnils(text: string): Snils | null {
  const digits = text.replace(/[\s-]/g, "");
  return /^\d{11}$/.test(digits) ? (digits as Snils) : null;
}

/** No person can be found by a number of zeros. */
export function isNobody(snils: Snils): boolean {
  return /^0+$/.test(snils);
}

/** Check digits: weights 9…1, mod 101, 100 and 101 → 00; only above 001-001-998. */
export function hasValidCheckDigits(snils: Snils): boolean {
  const number = Number(snils.slice(0, 9));
  if (number <= 1_001_998) return true;
  let sum = 0;
  for (let i = 0; i < 9; i++) sum += Number(snils[i]) * (9 - i);
  const check = (sum % 101) % 100;
  return check === Number(snils.slice(9));
}

/** 254-636-254 26; whatever is not eleven digits stays as it is. */
export function formatSnils(digits: string): string {
  return digits.replace(/^(\d{3})(\d{3})(\d{3})(\d{2})$/, "$1-$2-$3 $4");
}
