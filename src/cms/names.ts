/** Distinguished names (RFC 5280 §4.1.2.4): who a certificate is of, and who issued it. */

import { children, type DerNode, expectTag, Fields, OBJECT_IDENTIFIER, SEQUENCE, SET, whole } from "./der.ts";
import { oid, text } from "./der-values.ts";
import { OID } from "./oids.ts";

/** `der` is what names are compared by; attributes are in the order of the certificate. */
export interface Name {
  readonly der: Uint8Array;
  readonly attributes: readonly { readonly oid: string; readonly value: string }[];
}

export function readName(node: DerNode): Name {
  const attributes: { oid: string; value: string }[] = [];
  for (const set of children(expectTag(node, SEQUENCE))) {
    for (const pair of children(expectTag(set, SET))) {
      const fields = new Fields(pair);
      const type = oid(fields.take(OBJECT_IDENTIFIER));
      const value = text(fields.take());
      fields.end();
      if (value !== null) attributes.push({ oid: type, value });
    }
  }
  return { der: whole(node), attributes };
}

/** The first value of an attribute, or null. */
export const attribute = (name: Name, type: string): string | null =>
  name.attributes.find((entry) => entry.oid === type)?.value ?? null;

const SHORT: Readonly<Record<string, string>> = {
  [OID.commonName]: "CN",
  [OID.surname]: "SN",
  [OID.givenName]: "G",
  [OID.serialNumber]: "SERIALNUMBER",
  [OID.country]: "C",
  [OID.locality]: "L",
  [OID.region]: "S",
  [OID.street]: "STREET",
  [OID.organisation]: "O",
  [OID.unit]: "OU",
  [OID.title]: "T",
  [OID.email]: "E",
  [OID.snils]: "SNILS",
  [OID.inn]: "INN",
  [OID.innLegal]: "INNLE",
  [OID.ogrn]: "OGRN",
  [OID.ogrnip]: "OGRNIP",
};

/** `CN=…, O=…, C=RU` in the order of the certificate; commas and the like are escaped (RFC 4514 §2.4). */
export function nameText(name: Name): string {
  return name.attributes
    .map(({ oid, value }) => `${SHORT[oid] ?? oid}=${value.replace(/[",+;<>\\]/g, "\\$&")}`)
    .join(", ");
}
