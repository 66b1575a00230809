/** Small facts for organisations that only a document tells of: the region's name, and an ОГРН where it gives none. */
import { createHash } from "node:crypto";

/** Dictionary 1.2.643.5.1.13.13.99.2.206, by tax code: the regions met so far. */
export const regionNames: Readonly<Record<string, string>> = {
  "16": "Республика Татарстан",
  "40": "Калужская область",
  "50": "Московская область",
  "54": "Новосибирская область",
  "61": "Ростовская область",
  "63": "Самарская область",
  "66": "Свердловская область",
  "70": "Томская область",
  "74": "Челябинская область",
  "76": "Ярославская область",
  "77": "Москва",
  "78": "Санкт-Петербург",
};

/** Thirteen digits whose last is right (n₁₂ mod 11 mod 10), always the same for one OID. */
export function ogrnFor(oid: string): string {
  const number = BigInt(`0x${createHash("sha256").update(oid).digest("hex").slice(0, 12)}`) % 10n ** 11n;
  const twelve = `1${number.toString().padStart(11, "0")}`;
  return `${twelve}${(BigInt(twelve) % 11n) % 10n}`;
}
