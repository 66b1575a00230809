/** What a certificate may be used for: its extensions (RFC 5280 §4.2). */

import { toHex } from "./bytes.ts";
import {
  BOOLEAN,
  body,
  children,
  type DerNode,
  Fields,
  INTEGER,
  implicit,
  MisshapenDer,
  OBJECT_IDENTIFIER,
  OCTET_STRING,
  readDer,
  whole,
} from "./der.ts";
import { boolean, inside, namedBits, oid, smallInteger } from "./der-values.ts";
import { OID } from "./oids.ts";

export interface Extensions {
  /** Null where the extension is absent, which means: no authority. */
  readonly basicConstraints: { readonly authority: boolean; readonly pathLength: number | null } | null;
  /** Positions as in RFC 5280 §4.2.1.3; null where absent, which means: no restriction. */
  readonly keyUsage: ReadonlySet<number> | null;
  readonly extendedKeyUsage: readonly string[] | null;
  readonly extendedKeyUsageCritical: boolean;
  /** Dotted identifiers of certificate policies; among them the class of the owner's signing tool. */
  readonly policies: readonly string[];
  /** Which of the extensions of a Russian qualified certificate are there: signing tool of owner and issuer, kind of identification. */
  readonly national: ReadonlySet<"subjectSignTool" | "issuerSignTool" | "identificationKind">;
  /** The issuer asks nobody to look whether this responder of OCSP is revoked (RFC 6960 §4.2.2.2.1). */
  readonly ocspNoCheck: boolean;
  /** Hex. */
  readonly subjectKeyIdentifier: string | null;
  readonly authorityKeyIdentifier: string | null;
  /** Full names of the lists that cover this certificate, as hex of their GeneralName. */
  readonly distributionPoints: readonly string[];
  /** Critical ones that are not understood here: whoever finds any must refuse the certificate (§4.2). */
  readonly unknownCritical: readonly string[];
}

/** Bits of KeyUsage. */
export const KEY_USAGE = {
  digitalSignature: 0,
  nonRepudiation: 1,
  keyAgreement: 4,
  keyCertSign: 5,
  crlSign: 6,
} as const;

const UNDERSTOOD: ReadonlySet<string> = new Set([
  OID.basicConstraints,
  OID.keyUsage,
  OID.extendedKeyUsage,
  OID.subjectKeyIdentifier,
  OID.authorityKeyIdentifier,
  OID.crlDistributionPoints,
  OID.certificatePolicies,
  OID.subjectAltName,
  OID.issuerAltName,
  OID.privateKeyUsagePeriod,
  OID.subjectSignTool,
  OID.issuerSignTool,
  OID.identificationKind,
  OID.ocspNoCheck,
]);

const NATIONAL = ["subjectSignTool", "issuerSignTool", "identificationKind"] as const;

/** One Extension: `value` is the node inside the OCTET STRING, read on demand. */
export interface Extension {
  readonly critical: boolean;
  readonly value: DerNode;
}

/** SEQUENCE OF Extension by identifier; a second one of a kind is misshapen (§4.2). */
export function readExtensionList(list: DerNode): ReadonlyMap<string, Extension> {
  const found = new Map<string, Extension>();
  for (const node of children(list)) {
    const fields = new Fields(node);
    const id = oid(fields.take(OBJECT_IDENTIFIER));
    const flag = fields.maybe(BOOLEAN);
    const value = fields.take(OCTET_STRING);
    fields.end();
    if (found.has(id)) throw new MisshapenDer(`extension ${id} twice`);
    found.set(id, { critical: flag !== null && boolean(flag), value });
  }
  return found;
}

export function readExtensions(list: DerNode | null): Extensions {
  const found = list === null ? new Map<string, Extension>() : readExtensionList(list);
  const read = <T>(id: string, how: (value: DerNode) => T): T | null => {
    const extension = found.get(id);
    return extension === undefined ? null : how(inside(extension.value));
  };
  return {
    basicConstraints: read(OID.basicConstraints, readBasicConstraints),
    keyUsage: read(OID.keyUsage, namedBits),
    extendedKeyUsage: read(OID.extendedKeyUsage, (value) => children(value).map(oid)),
    extendedKeyUsageCritical: found.get(OID.extendedKeyUsage)?.critical ?? false,
    policies: loosely(found, OID.certificatePolicies, (value) =>
      children(value).map((policy) => oid(new Fields(policy).take(OBJECT_IDENTIFIER))),
    ),
    national: new Set(NATIONAL.filter((name) => found.has(OID[name]))),
    ocspNoCheck: found.has(OID.ocspNoCheck),
    subjectKeyIdentifier: read(OID.subjectKeyIdentifier, (value) => toHex(body(value))),
    authorityKeyIdentifier: read(OID.authorityKeyIdentifier, keyIdentifier),
    distributionPoints: loosely(found, OID.crlDistributionPoints, (value) => children(value).flatMap(pointNames)),
    unknownCritical: [...found].filter(([id, { critical }]) => critical && !UNDERSTOOD.has(id)).map(([id]) => id),
  };
}

/** What makes no certificate more powerful is read as BER too: some old authorities write long lengths. */
function loosely(found: ReadonlyMap<string, Extension>, id: string, how: (value: DerNode) => string[]): string[] {
  const extension = found.get(id);
  return extension === undefined ? [] : how(readDer(body(extension.value), true));
}

/** BasicConstraints ::= SEQUENCE { cA BOOLEAN DEFAULT FALSE, pathLenConstraint INTEGER OPTIONAL } */
function readBasicConstraints(value: DerNode): { authority: boolean; pathLength: number | null } {
  const fields = new Fields(value);
  const authority = fields.maybe(BOOLEAN);
  const pathLength = fields.maybe(INTEGER);
  fields.end();
  return {
    authority: authority !== null && boolean(authority),
    pathLength: pathLength === null ? null : smallInteger(pathLength),
  };
}

/** AuthorityKeyIdentifier's [0]; issuer and serial beside it are hints that name matching makes needless. */
function keyIdentifier(value: DerNode): string | null {
  const field = new Fields(value).maybe(implicit(0));
  return field === null ? null : toHex(body(field));
}

/** DistributionPoint's [0] { [0] fullName }: RFC 5280 §4.2.1.13, §5.2.5. Hex of each GeneralName. */
function pointNames(point: DerNode): string[] {
  const name = children(point).find((field) => field.tag === 0xa0);
  return name === undefined ? [] : fullNames(name);
}

/** DistributionPointName: [0] fullName; a name relative to the issuer gives none. */
export function fullNames(name: DerNode): string[] {
  const full = children(name).find((field) => field.tag === 0xa0);
  return full === undefined ? [] : children(full).map((general) => toHex(whole(general)));
}
